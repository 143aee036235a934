package dev.credence.verification;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.VerificationInput.Exhibit;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport.Subject;
import dev.credence.verification.VerificationReport.Verdicts;
import dev.credence.verification.appraisal.Confidence;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// The front door: whether a receipt is authentic, is for this request and this answer, and carries enough evidence
/// (docs/spec/receipt.md section 7).
///
/// A pure function of its input, and never an exception: whatever a stranger sends ends in a report. The steps lie in four
/// files, one for each verdict: `AuthenticityCheck`, `RequestCheck`, `AnswerCheck`, `EvidenceCheck`.
public final class ReceiptVerifier {
    private ReceiptVerifier() {}

    public static VerificationReport verify(VerificationInput input) {
        Exhibit exhibit = input.exhibit();
        Standard standard = input.standard();
        // Step 1.
        ReceiptFile file;
        try {
            file = ReceiptFile.decode(exhibit.receipt());
        } catch (MalformedException malformed) {
            return unreadable(malformed, standard);
        }
        // Step 2, first part: without a statement there is nothing to compare with.
        Optional<Statement> statement;
        Judgement authentic;
        Optional<AuthenticityCheck.Authentic> found = Optional.empty();
        try {
            statement = Optional.of(AuthenticityCheck.statement(file.envelope()));
            AuthenticityCheck check = AuthenticityCheck.of(file, statement.get(), standard);
            authentic = check.judgement();
            found = check.authentic();
        } catch (MalformedException malformed) {
            statement = Optional.empty();
            authentic = Judgement.fail(Reason.STATEMENT_MALFORMED, malformed.getMessage());
        }
        RequestCheck request = RequestCheck.of(statement, exhibit.request());
        AnswerCheck answer = AnswerCheck.of(statement, exhibit.answer());
        EvidenceCheck.Given given =
                new EvidenceCheck.Given(request.matchingTensors(), answer.matchingTensors(), exhibit.local(), exhibit.code());
        EvidenceCheck.Result evidence = EvidenceCheck.judge(file, found, given, standard);
        return new VerificationReport(
                new Verdicts(authentic, request.judgement(), answer.judgement(), evidence.judgement()),
                new Subject(
                        Optional.of(file.state()),
                        Optional.of(file.envelope().leaf()),
                        statement,
                        found.flatMap(AuthenticityCheck.Authentic::logged)),
                evidence.findings(),
                evidence.confidence(),
                Disclosure.of(standard, evidence.assumptions(), request.body()));
    }

    /// Ids of the base assumptions of every verification under `trust`; those who plan evidence ask before there is any.
    public static SequencedSet<String> baseAssumptions(TrustFile trust) {
        return EvidenceCheck.bases(trust);
    }

    private static VerificationReport unreadable(MalformedException malformed, Standard standard) {
        Judgement unread = Judgement.notChecked(Reason.RECEIPT_MALFORMED, "");
        Judgement authentic = Judgement.fail(Reason.RECEIPT_MALFORMED, malformed.getMessage());
        return new VerificationReport(
                new Verdicts(authentic, unread, unread, unread),
                Subject.UNREADABLE,
                List.of(),
                Confidence.NONE,
                Disclosure.of(standard, List.of(), Optional.empty()));
    }
}
