package dev.credence.verification.argument;

import dev.credence.proof.soundness.SoundnessBudget;

/// What became of an argument: a value, never an exception.
public sealed interface ArgumentOutcome {
    /// It proves its statement.
    ///
    /// @param budget what the proof is worth, term by term
    record Accepted(SoundnessBudget budget) implements ArgumentOutcome {}

    /// It proves nothing.
    record Refused(ArgumentRefusal refusal) implements ArgumentOutcome {}

    /// The outcome of a proof that holds: refused all the same where its parameters do not reach the suite's bits.
    static ArgumentOutcome of(SoundnessBudget budget) {
        return budget.reachesSuite()
                ? new Accepted(budget)
                : new Refused(ArgumentRefusal.of(ArgumentFault.BUDGET, budget.milliBits() + " thousandths of a bit"));
    }
}
