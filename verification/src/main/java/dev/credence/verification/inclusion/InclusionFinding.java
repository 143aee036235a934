package dev.credence.verification.inclusion;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.note.CosignatureVerdict;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.verification.Cause;
import java.util.List;

/// What became of checking a statement's place in the log.
public sealed interface InclusionFinding {
    /// It stands there.
    ///
    /// @param operators  the list in force before the batch's block; every key fits its id
    /// @param executor   the statement's operator as listed there
    /// @param checkpoint who vouched for the log
    record Logged(
            BatchEntry batch,
            SealEntry seal,
            OperatorsList operators,
            ListedOperator executor,
            CheckpointSummary checkpoint)
            implements InclusionFinding {
        /// The draw's beacon: the reveal of the seal that closes the batch's block.
        public Digest beacon() {
            return seal.reveal();
        }
    }

    /// It does not, or this is not shown.
    record Refused(Cause cause) implements InclusionFinding {}

    /// Who vouched for the log, and at what size.
    record CheckpointSummary(long size, List<CosignatureVerdict.Counted> cosigners) {
        public CheckpointSummary {
            cosigners = List.copyOf(cosigners);
        }
    }
}
