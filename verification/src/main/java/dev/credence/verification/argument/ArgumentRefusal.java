package dev.credence.verification.argument;

import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import java.util.Optional;

/// Why and where a verifier stopped.
///
/// @param proof the fault inside the proof, exactly where `fault` is `PROOF`
/// @param where a clause for people: a label, a layer's name
public record ArgumentRefusal(ArgumentFault fault, Optional<ProofFault> proof, String where) {
    static ArgumentRefusal of(ArgumentFault fault, String where) {
        return new ArgumentRefusal(fault, Optional.empty(), where);
    }

    static ArgumentRefusal of(ProofException refused) {
        return new ArgumentRefusal(ArgumentFault.PROOF, Optional.of(refused.fault()), refused.getMessage());
    }

    /// The refusal as one clause.
    public String sentence() {
        return fault.sentence() + ": " + where;
    }
}
