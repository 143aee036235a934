package dev.credence.verification.report;

import dev.credence.receipt.confidence.Assumption;
import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.SoundnessRound;
import dev.credence.receipt.confidence.ConfidenceTerm;
import dev.credence.receipt.confidence.MilliDecades;
import dev.credence.receipt.request.Usage;
import dev.credence.verification.Cause;
import dev.credence.verification.EvidenceFinding;
import dev.credence.verification.Finding;
import dev.credence.verification.Judgement;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Confidence;
import dev.credence.verification.appraisal.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The report for people: what `verify` prints without `--json`.
public final class ReportText {
    private final Palette palette;
    private final List<String> lines = new ArrayList<>();

    private ReportText(Palette palette) {
        this.palette = palette;
    }

    /// The lines of `report`, without line ends.
    public static List<String> of(VerificationReport report, Palette palette) {
        ReportText text = new ReportText(palette);
        text.write(report);
        return List.copyOf(text.lines);
    }

    private void write(VerificationReport report) {
        verdicts(report.verdicts());
        report.evidence().forEach(this::evidence);
        confidence(report);
        subject(report.subject());
        List<Assumption> assumptions = report.disclosures().assumptions();
        lines.add("assuming     " + assumptions.stream().map(Assumption::id).collect(Collectors.joining(", ")));
        lines.add("             (" + report.disclosures().table() + "; network " + report.disclosures().network() + ", "
                + report.disclosures().environment() + ")");
        lines.add("not claimed  " + String.join("; ", report.disclosures().notClaimed()));
        lines.add(palette.strong("verdict      ")
                + switch (report.verdict()) {
                    case VERIFIED -> palette.good("verified, " + MilliDecades.nines(report.md()) + " nines");
                    case FAILED -> palette.bad("failed");
                    case INCOMPLETE -> palette.open("incomplete, " + MilliDecades.nines(report.md()) + " nines");
                });
    }

    private void verdicts(VerificationReport.Verdicts verdicts) {
        judgement("receipt authentic  ", verdicts.receiptAuthentic());
        judgement("matches request    ", verdicts.matchesRequest());
        judgement("matches answer     ", verdicts.matchesAnswer());
        judgement("evidence sufficient", verdicts.evidenceSufficient());
    }

    private void judgement(String name, Judgement judgement) {
        String mark =
                switch (judgement.result()) {
                    case PASS -> palette.good("pass       ");
                    case FAIL -> palette.bad("FAIL       ");
                    case NOT_CHECKED -> palette.open("not checked");
                };
        lines.add(mark + "  " + name + because(judgement.causes()));
    }

    private static String because(List<Cause> causes) {
        return causes.isEmpty() ? "" : "  " + causes.stream().map(ReportText::words).collect(Collectors.joining("; "));
    }

    private static String words(Cause cause) {
        return cause.reason().sentence() + (cause.detail().isEmpty() ? "" : ": " + cause.detail()) + " [" + cause.reason() + "]";
    }

    private void evidence(EvidenceFinding piece) {
        String name = "evidence " + piece.name().kind() + " (" + piece.name().suite() + ")";
        if (piece.finding().isEmpty()) {
            lines.add(palette.open("not checked") + "  " + name);
            return;
        }
        lines.add(
                switch (piece.finding().get()) {
                    case Finding.Supported(List<ConfidenceTerm> terms, _) ->
                        palette.good("supported  ") + "  " + name + "  " + terms(terms);
                    case Finding.Pending(List<Cause> causes) -> palette.open("pending    ") + "  " + name + because(causes);
                    case Finding.Refuted(Cause cause) -> palette.bad("REFUTED    ") + "  " + name + because(List.of(cause));
                });
        if (piece.finding().get() instanceof Finding.Supported supported) {
            supported.budgets().forEach(this::budget);
        }
    }

    // The rounds of a proof's budget; the terms of each stand in the JSON.
    private void budget(Finding.Budget budget) {
        SoundnessBudget all = budget.budget();
        lines.add("             " + budget.of() + ": " + bits(all.milliBits()) + " bits, " + all.regime() + " (all rounds added: " + bits(all.sumMilliBits()) + ")");
        for (SoundnessRound round : all.rounds()) {
            lines.add("               " + bits(round.milliBits()) + "  " + round.label()
                    + (round.grindingBits() == 0 ? "" : ", " + round.grindingBits() + " of them work"));
        }
    }

    /// Thousandths of a bit with one decimal, rounded down.
    private static String bits(int milliBits) {
        return milliBits / 1000 + "." + milliBits % 1000 / 100;
    }

    private static String terms(List<ConfidenceTerm> terms) {
        return terms.isEmpty() ? "says the same, and adds nothing to what stands beside it" : terms.stream()
                .map(term -> term.label() + " " + MilliDecades.nines(term.md()) + " (" + term.source() + ")")
                .collect(Collectors.joining(" + "));
    }

    private void confidence(VerificationReport report) {
        Confidence confidence = report.confidence();
        List<String> groups = new ArrayList<>();
        for (Confidence.Group group : confidence.groups()) {
            groups.add(group.pieces().stream().map(Piece::kind).collect(Collectors.joining("+")) + " " + MilliDecades.nines(group.md()));
        }
        lines.add("confidence   " + MilliDecades.nines(report.md()) + " nines"
                + (groups.isEmpty() ? "" : "  (groups: " + String.join(", ", groups) + ")"));
    }

    private static String usage(Usage usage) {
        return switch (usage) {
            case Usage.Elements(long input, long output) -> input + " elements in, " + output + " out";
            case Usage.Tokens(long prompt, long completion) -> prompt + " tokens in, " + completion + " out";
        };
    }

    private void subject(VerificationReport.Subject subject) {
        subject.statement().ifPresent(statement -> {
            lines.add("model        " + statement.parameters().release().name() + "@" + statement.parameters().release().version() + "  " + statement.execution().model().hex());
            lines.add("usage        " + usage(statement.charge().usage()));
            lines.add("operator     " + statement.issue().operator().hex());
        });
        subject.logged().ifPresent(logged -> lines.add("logged       in block " + logged.batch().height() + ", checkpoint of "
                + logged.checkpoint().size() + " entries, cosigned by "
                + logged.checkpoint().cosigners().stream().map(cosigner -> cosigner.key().name()).collect(Collectors.joining(", "))));
    }
}
