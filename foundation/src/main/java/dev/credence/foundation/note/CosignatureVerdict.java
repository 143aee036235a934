package dev.credence.foundation.note;

import java.util.List;
import java.util.Optional;

/// What a policy makes of a note: who signed, who counted, and what is wrong.
///
/// @param checkpoint what was signed, if the text is a checkpoint
/// @param logs       keys of the checkpoint's own log whose signature verified
/// @param cosigners  those of the policy whose cosignature verified, in the note's order, each once
/// @param problems   empty if and only if the checkpoint is accepted
public record CosignatureVerdict(
        Optional<Checkpoint> checkpoint, List<NoteKey> logs, List<Counted> cosigners, List<Problem> problems) {
    /// Why a checkpoint is not accepted.
    public enum Reason {
        /// The note's text is no checkpoint.
        CHECKPOINT_MALFORMED,
        /// No log of the policy has the checkpoint's origin for a name, or a log of another origin signed it.
        ORIGIN_MISMATCH,
        /// A signature line of a key that the policy does not name, where those are refused.
        KEY_UNKNOWN,
        /// A signature line of a key of the policy that is not this key's signature of this text.
        SIGNATURE_INVALID,
        /// No valid signature of a log with the checkpoint's origin.
        LOG_SIGNATURE_MISSING,
        /// The valid cosignatures do not make the quorum.
        QUORUM_MISSING
    }

    /// A cosigner whose cosignature verified, under its name in the policy.
    public record Counted(String name, NoteKey key, long timeSeconds) {}

    /// One thing that is wrong, with the signer or the place.
    public record Problem(Reason reason, String detail) {}

    public CosignatureVerdict {
        logs = List.copyOf(logs);
        cosigners = List.copyOf(cosigners);
        problems = List.copyOf(problems);
    }

    /// Whether the checkpoint may be believed under the policy.
    public boolean isAccepted() {
        return problems.isEmpty();
    }
}
