package dev.credence.verification;

import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.receipt.confidence.ConfidenceTerm;
import java.util.List;

/// The outcome of checking one piece of evidence: a value, never an exception.
public sealed interface Finding {
    /// Genuine, and it agrees with the statement.
    ///
    /// @param terms   empty where another piece says all of it, and more
    /// @param budgets where its figures come from a protocol's budget: these, to be printed
    record Supported(List<ConfidenceTerm> terms, List<Budget> budgets) implements Finding {
        public Supported {
            terms = List.copyOf(terms);
            budgets = List.copyOf(budgets);
        }

        public Supported(List<ConfidenceTerm> terms) {
            this(terms, List.of());
        }
    }

    /// What a proof is worth, term by term.
    ///
    /// @param of which proof
    record Budget(String of, SoundnessBudget budget) {}

    /// Nothing wrong, something not here: a drawn operator is silent, a blob lies elsewhere, a kind is not known.
    record Pending(List<Cause> causes) implements Finding {
        public Pending {
            causes = List.copyOf(causes);
        }
    }

    /// Present and wrong.
    record Refuted(Cause cause) implements Finding {}

    static Finding refuted(Reason reason, String detail) {
        return new Refuted(new Cause(reason, detail));
    }

    static Finding pending(Reason reason, String detail) {
        return new Pending(List.of(new Cause(reason, detail)));
    }
}
