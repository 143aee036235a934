package dev.credence.node.cli;

import dev.credence.receipt.confidence.Assumption;
import dev.credence.receipt.confidence.ConfidenceTerm;
import dev.credence.receipt.confidence.MilliDecades;
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

/// A verification report for people.
final class ReportPrinter {
    private final Terminal terminal;

    ReportPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(VerificationReport report) {
        verdicts(report.verdicts());
        report.evidence().forEach(this::evidence);
        confidence(report);
        subject(report.subject());
        List<Assumption> assumptions = report.disclosures().assumptions();
        terminal.line("assuming     " + assumptions.stream().map(Assumption::id).collect(Collectors.joining(", ")));
        terminal.line("             (" + report.disclosures().table() + "; network " + report.disclosures().network() + ", "
                + report.disclosures().environment() + ")");
        terminal.line("not claimed  " + String.join("; ", report.disclosures().notClaimed()));
        terminal.line(terminal.strong("verdict      ")
                + switch (report.verdict()) {
                    case VERIFIED -> terminal.good("verified, " + MilliDecades.nines(report.md()) + " nines");
                    case FAILED -> terminal.bad("failed");
                    case INCOMPLETE -> terminal.open("incomplete, " + MilliDecades.nines(report.md()) + " nines");
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
                    case PASS -> terminal.good("pass       ");
                    case FAIL -> terminal.bad("FAIL       ");
                    case NOT_CHECKED -> terminal.open("not checked");
                };
        terminal.line(mark + "  " + name + because(judgement.causes()));
    }

    private static String because(List<Cause> causes) {
        return causes.isEmpty() ? "" : "  " + causes.stream().map(ReportPrinter::words).collect(Collectors.joining("; "));
    }

    private static String words(Cause cause) {
        return cause.reason().sentence() + (cause.detail().isEmpty() ? "" : ": " + cause.detail()) + " [" + cause.reason() + "]";
    }

    private void evidence(EvidenceFinding piece) {
        String name = "evidence " + piece.name().kind() + " (" + piece.name().suite() + ")";
        if (piece.finding().isEmpty()) {
            terminal.line(terminal.open("not checked") + "  " + name);
            return;
        }
        terminal.line(
                switch (piece.finding().get()) {
                    case Finding.Supported(List<ConfidenceTerm> terms) ->
                        terminal.good("supported  ") + "  " + name + "  " + terms(terms);
                    case Finding.Pending(List<Cause> causes) -> terminal.open("pending    ") + "  " + name + because(causes);
                    case Finding.Refuted(Cause cause) -> terminal.bad("REFUTED    ") + "  " + name + because(List.of(cause));
                });
    }

    private static String terms(List<ConfidenceTerm> terms) {
        return terms.stream()
                .map(term -> term.label() + " " + MilliDecades.nines(term.md()) + " (" + term.source() + ")")
                .collect(Collectors.joining(" + "));
    }

    private void confidence(VerificationReport report) {
        Confidence confidence = report.confidence();
        List<String> groups = new ArrayList<>();
        for (Confidence.Group group : confidence.groups()) {
            groups.add(group.pieces().stream().map(Piece::kind).collect(Collectors.joining("+")) + " " + MilliDecades.nines(group.md()));
        }
        terminal.line("confidence   " + MilliDecades.nines(report.md()) + " nines"
                + (groups.isEmpty() ? "" : "  (groups: " + String.join(", ", groups) + ")"));
    }

    private void subject(VerificationReport.Subject subject) {
        subject.statement().ifPresent(statement -> {
            terminal.line("model        " + statement.parameters().release().name() + "@" + statement.parameters().release().version() + "  " + statement.execution().model().hex());
            terminal.line("operator     " + statement.issue().operator().hex());
        });
        subject.logged().ifPresent(logged -> terminal.line("logged       in block " + logged.batch().height() + ", checkpoint of "
                + logged.checkpoint().size() + " entries, cosigned by "
                + logged.checkpoint().cosigners().stream().map(cosigner -> cosigner.key().name()).collect(Collectors.joining(", "))));
    }
}
