package dev.credence.settlement.machine;

import static dev.credence.settlement.machine.Context.refused;

import dev.credence.foundation.hash.Digest;
import dev.credence.settlement.state.Chain;
import dev.credence.settlement.state.Operator;
import java.util.Optional;

/// How many slots an operator may take: a part of what the ledger can hold, by its part of the stake (ledger.md 4.3).
///
/// ```
/// period = height div 10,000
/// share  = max(1,000, stake div ⌈stake of the list in force / 7,000,000⌉)      in each period; 8,000,000 for all
/// ```
///
/// A slot is kept for 10,000 heights, so those of two periods at most are there at once.
final class SlotQuota {
    private SlotQuota() {}

    static long period(long height) {
        return height / Limits.SLOT_HEIGHTS;
    }

    /// The refusal of `more` slots, if they are too many.
    ///
    /// @param inForce the operator as of the list in force
    static Optional<Outcome.Refused> excess(Context context, Operator inForce, int more) {
        long period = period(context.height());
        Operator now = context.draft().operator(inForce.id()).orElse(inForce);
        long own = now.taken().in(period);
        long share = share(context, inForce);
        if (own + more > share) {
            return Optional.of(refused(
                    Reason.SLOTS_TOO_MANY,
                    "operator " + inForce.id() + " may take " + share + " slots up to height " + end(period) + " and took " + own + ", found "
                            + more + " more"));
        }
        long all = taken(context);
        return all + more > Limits.PERIOD_SLOTS_MAX
                ? Optional.of(refused(
                        Reason.SLOTS_TOO_MANY,
                        "all operators may take " + Limits.PERIOD_SLOTS_MAX + " slots up to height " + end(period) + " and took " + all
                                + ", found " + more + " more"))
                : Optional.empty();
    }

    private static long end(long period) {
        return (period + 1) * Limits.SLOT_HEIGHTS - 1;
    }

    private static long share(Context context, Operator inForce) {
        long total = context.before().operators().values().stream()
                .filter(operator -> !operator.isRetired())
                .mapToLong(Operator::stake)
                .sum();
        long each = Math.ceilDiv(total, Limits.SHARED_SLOTS);
        return Math.max(Limits.OPERATOR_SLOTS_MIN, each == 0 ? 0 : inForce.stake() / each);
    }

    /// Notes that an operator has taken `more` slots.
    static void count(Context context, Digest operator, int more) {
        if (more > 0) {
            context.draft().takeSlots(more);
            context.draft()
                    .operator(operator)
                    .ifPresent(now -> context.draft().put(now.withTaken(period(context.height()), more)));
        }
    }

    /// Slots that all operators have taken so far in the period of this block.
    static long taken(Context context) {
        Chain before = context.before().chain();
        long earlier = period(before.height()) == period(context.height()) ? before.slots() : 0;
        return earlier + context.draft().slotsTaken();
    }
}
