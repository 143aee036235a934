package dev.credence.verification;

import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.confidence.Assumption;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.appraisal.Confidence;
import dev.credence.verification.inclusion.InclusionFinding;
import java.util.List;
import java.util.Optional;

/// Everything that verification found out, as a value.
///
/// @param verdicts    the four verdicts and what follows from them
/// @param subject     what the receipt says, as far as it could be read; vouched for only where the receipt is authentic
/// @param evidence    every piece, in the file's order, the reader's own last
/// @param confidence  what the supported pieces are worth
/// @param disclosures what holds and what is not claimed whatever the verdict
public record VerificationReport(
        Verdicts verdicts,
        Subject subject,
        List<EvidenceFinding> evidence,
        Confidence confidence,
        Disclosures disclosures) {
    public VerificationReport {
        evidence = List.copyOf(evidence);
    }

    /// The word that follows from the four verdicts.
    public enum Verdict {
        /// All four passed.
        VERIFIED,
        /// One failed.
        FAILED,
        /// None failed, one was not checked.
        INCOMPLETE;

        /// Its spelling in reports.
        public String token() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// The four verdicts.
    public record Verdicts(
            Judgement receiptAuthentic, Judgement matchesRequest, Judgement matchesAnswer, Judgement evidenceSufficient) {
        public List<Judgement> all() {
            return List.of(receiptAuthentic, matchesRequest, matchesAnswer, evidenceSufficient);
        }

        public Verdict verdict() {
            if (all().stream().anyMatch(judgement -> judgement.result() == Judgement.Result.FAIL)) {
                return Verdict.FAILED;
            }
            return all().stream().allMatch(Judgement::passed) ? Verdict.VERIFIED : Verdict.INCOMPLETE;
        }
    }

    /// What the receipt is about.
    ///
    /// @param state  how far it has grown
    /// @param leaf   the statement's leaf
    /// @param logged its place in the log, where that was checked and found
    public record Subject(
            Optional<ReceiptFile.State> state,
            Optional<Digest> leaf,
            Optional<Statement> statement,
            Optional<InclusionFinding.Logged> logged) {
        static final Subject UNREADABLE = new Subject(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What is printed under every verdict.
    ///
    /// @param network     the trusted network
    /// @param environment its environment, as the trust file has it
    /// @param table       edition of the assumption table
    /// @param assumptions base assumptions, and those of the supported pieces
    /// @param notClaimed  what no receipt says, and what this one does not
    public record Disclosures(
            String network, String environment, String table, List<Assumption> assumptions, List<String> notClaimed) {
        public Disclosures {
            assumptions = List.copyOf(assumptions);
            notClaimed = List.copyOf(notClaimed);
        }
    }

    public Verdict verdict() {
        return verdicts.verdict();
    }

    /// The figure that the policy reads, in milli-decades; 0 wherever the verdict is failed.
    public int md() {
        return verdict() == Verdict.FAILED ? 0 : confidence.md();
    }

    /// The receipt as a value that only verification hands out.
    public Optional<VerifiedReceipt> verified() {
        return verdict() == Verdict.VERIFIED
                ? Optional.of(new VerifiedReceipt(subject.leaf().orElseThrow(), subject.statement().orElseThrow(), md()))
                : Optional.empty();
    }
}
