package dev.credence.settlement.machine;

import static dev.credence.settlement.machine.Context.refused;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.AppendOnlyTree;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.settlement.state.Operator;
import dev.credence.settlement.state.SlotTable;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Receipts reach the log in batches of one operator; an operator's slot holds one leaf.
final class LogRules {
    private LogRules() {}

    /// What a batch did.
    ///
    /// @param batch the entry, if any pair was new; its index in the log is not known here
    record Taken(Outcome outcome, Optional<BlockResult.LoggedBatch> batch) {
        static Taken of(Outcome.Refused refusal) {
            return new Taken(refusal, Optional.empty());
        }
    }

    static Taken batch(Context context, Transaction.Batch batch, long index) {
        return take(context, batch.operator().id(), batch.pairs(), index);
    }

    /// Logs those of `pairs` whose slots are free.
    ///
    /// @param index that the entry will have in the log
    static Taken take(Context context, Digest operator, List<SlotLeaf> pairs, long index) {
        Operator inForce = context.before().operators().get(operator);
        if (inForce == null || inForce.isRetired()) {
            return Taken.of(notInForce(operator));
        }
        List<SlotLeaf> fresh = new ArrayList<>();
        Map<Bytes, Digest> taken = new LinkedHashMap<>();
        List<Outcome.Equivocation> equivocations = new ArrayList<>();
        int repeated = 0;
        for (SlotLeaf pair : pairs) {
            Bytes key = SlotTable.key(operator, pair.slot());
            Optional<Digest> standing = Optional.ofNullable(taken.get(key)).or(() -> context.draft().leaf(key));
            if (standing.isEmpty()) {
                taken.put(key, pair.leaf());
                fresh.add(pair);
            } else if (standing.get().equals(pair.leaf())) {
                repeated++;
            } else {
                equivocations.add(new Outcome.Equivocation(operator, pair.slot(), standing.get(), pair.leaf()));
            }
        }
        Optional<Outcome.Refused> excess = SlotQuota.excess(context, inForce, taken.size());
        if (excess.isPresent()) {
            return Taken.of(excess.get());
        }
        taken.forEach(context.draft()::putSlot);
        SlotQuota.count(context, operator, taken.size());
        countEquivocations(context, operator, equivocations.size());
        Optional<BlockResult.LoggedBatch> logged =
                fresh.isEmpty() ? Optional.empty() : Optional.of(entry(context, operator, fresh, index));
        OptionalLong place = fresh.isEmpty() ? OptionalLong.empty() : OptionalLong.of(index);
        return new Taken(new Outcome.Logged(place, fresh.size(), repeated, equivocations), logged);
    }

    static Outcome.Refused notInForce(Digest operator) {
        return refused(Reason.OPERATOR_NOT_IN_FORCE, "operator " + operator + " is not in the list that is in force");
    }

    private static void countEquivocations(Context context, Digest operator, int more) {
        Optional<Operator> now = context.draft().operator(operator);
        if (more > 0 && now.isPresent()) {
            context.draft().put(now.get().withEquivocations(more));
        }
    }

    private static BlockResult.LoggedBatch entry(Context context, Digest operator, List<SlotLeaf> fresh, long index) {
        BatchEntry entry = new BatchEntry(operator, context.height(), fresh.size(), root(fresh));
        return new BlockResult.LoggedBatch(index, entry, fresh);
    }

    /// The RFC 6962 root over the pairs.
    private static Digest root(List<SlotLeaf> pairs) {
        AppendOnlyTree tree = new AppendOnlyTree();
        pairs.forEach(pair -> tree.append(pair.encode()));
        return tree.root();
    }
}
