package dev.credence.verification.report;

import dev.credence.receipt.confidence.MilliDecades;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.verification.Cause;
import dev.credence.verification.Judgement;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Confidence;
import dev.credence.verification.appraisal.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A report in one line: the verdict, the figure, and what it stands on; where something is wrong or missing, what.
public final class Badge {
    private static final String KEY_ID_OF = "signed by operator ";
    private static final int ID_CHARS = 8;

    private Badge() {}

    public static String of(VerificationReport report) {
        return switch (report.verdict()) {
            case VERIFIED -> "verified, " + MilliDecades.nines(report.md()) + " nines: " + evidence(report);
            case INCOMPLETE -> "not verified yet, " + evidence(report) + missing(report, Judgement.Result.NOT_CHECKED);
            case FAILED -> "FAILED" + missing(report, Judgement.Result.FAIL);
        };
    }

    private static String evidence(VerificationReport report) {
        List<String> words = new ArrayList<>();
        for (Confidence.Group group : report.confidence().groups()) {
            for (Piece piece : group.pieces()) {
                words.add(words(piece));
            }
        }
        if (!words.isEmpty()) {
            return String.join(", ", words);
        }
        return report.subject()
                .statement()
                .map(statement -> KEY_ID_OF + statement.issue().operator().hex().substring(0, ID_CHARS) + "…")
                .orElse("unreadable");
    }

    private static String words(Piece piece) {
        return switch (piece.kind()) {
            case EvidenceItem.REPLAY -> "re-executed by " + piece.agreed() + " drawn";
            case EvidenceItem.ARGUMENT -> "proved";
            default -> piece.kind();
        };
    }

    private static String missing(VerificationReport report, Judgement.Result result) {
        return report.verdicts().all().stream()
                .filter(judgement -> judgement.result() == result)
                .flatMap(judgement -> judgement.causes().stream())
                .map(Badge::words)
                .distinct()
                .collect(Collectors.joining("; ", "; ", ""));
    }

    private static String words(Cause cause) {
        return cause.reason().sentence() + " [" + cause.reason() + "]";
    }
}
