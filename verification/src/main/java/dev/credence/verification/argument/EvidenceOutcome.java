package dev.credence.verification.argument;

import dev.credence.foundation.hash.Digest;
import dev.credence.proof.soundness.SoundnessBudget;

/// What became of a piece of evidence of kind `argument`.
public sealed interface EvidenceOutcome {
    /// It proves that the model's answer to the request is the statement's.
    ///
    /// @param argument     what the proof is worth
    /// @param registration what the model's registration is worth
    /// @param code         root of the weights that it is about
    record Supported(SoundnessBudget argument, SoundnessBudget registration, Digest code) implements EvidenceOutcome {}

    /// It is of the statement's model, which is registered; there was no request to hold it against.
    record Registered(SoundnessBudget registration) implements EvidenceOutcome {}

    /// It proves nothing.
    ///
    /// @param where a clause for people
    record Refused(EvidenceFault fault, String where) implements EvidenceOutcome {}
}
