package dev.credence.foundation.note;

/// What was found of a log proof: whether its checkpoint may be believed, and whether the entry is under it.
///
/// @param checkpoint what the policy makes of the checkpoint
/// @param included   whether the path leads from the entry to the checkpoint's root; worth nothing by itself
public record ProofVerdict(CosignatureVerdict checkpoint, boolean included) {
    /// Whether the entry stands in a log that the policy believes.
    public boolean isAccepted() {
        return included && checkpoint.isAccepted();
    }
}
