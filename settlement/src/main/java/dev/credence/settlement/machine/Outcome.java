package dev.credence.settlement.machine;

import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.request.Slot;
import java.util.List;
import java.util.OptionalLong;

/// What a transaction did.
public sealed interface Outcome {
    /// Whether the state is another than before.
    boolean hasEffect();

    /// Everything that was asked.
    record Done() implements Outcome {
        @Override
        public boolean hasEffect() {
            return true;
        }
    }

    /// A batch or submission was taken.
    ///
    /// @param index         of its entry in the log; empty if no pair was new
    /// @param logged        pairs in the entry
    /// @param repeated      pairs that were logged before, which has no effect
    /// @param equivocations pairs that were dropped
    record Logged(OptionalLong index, int logged, int repeated, List<Equivocation> equivocations) implements Outcome {
        public Logged {
            equivocations = List.copyOf(equivocations);
        }

        @Override
        public boolean hasEffect() {
            return index.isPresent() || !equivocations.isEmpty();
        }
    }

    /// Nothing was done.
    ///
    /// @param detail one sentence: what was expected and what came
    record Refused(Reason reason, String detail) implements Outcome {
        @Override
        public boolean hasEffect() {
            return false;
        }
    }

    /// An operator signed two statements for one slot; the first one logged stands.
    record Equivocation(Digest operator, Slot slot, Digest logged, Digest dropped) {}
}
