package dev.credence.node.ledger;

import dev.credence.foundation.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// A small day in the life of a ledger: an owner, two operators, batches and repeats of them.
final class LedgerWorkload {
    /// Small enough that snapshots are written on the way.
    static final LedgerSettings SETTINGS = new LedgerSettings(5, 100, 3);

    static final int STEPS = 8;

    private LedgerWorkload() {}

    /// The transactions of step `i`, all submitted at once.
    static List<Bytes> step(LocalNetwork network, int i) {
        IntFunction<Bytes> batch = from -> network.batch("operator-" + from % 2, from, 2);
        return switch (i) {
            case 0 -> List.of(network.claim("owner-0", 0), network.claim("owner-1", 0));
            case 1 -> List.of(network.register("owner-0", 1, "operator-0"), network.register("owner-1", 1, "operator-1"));
            case 3 -> List.of(batch.apply(2), batch.apply(40), batch.apply(100));
            case 5 -> List.of(network.heartbeat("operator-0", network.ledger.state().chain().height()));
            default -> List.of(batch.apply(i), batch.apply(i + 20));
        };
    }

    /// The receipts that step `i` logs, as "operator number".
    static List<String> receipts(int i) {
        List<String> names = new ArrayList<>();
        if (i == 3) {
            add(names, 2);
            add(names, 40);
            add(names, 100);
        } else if (i > 1 && i != 5) {
            add(names, i);
            add(names, i + 20);
        }
        return names;
    }

    private static void add(List<String> names, int from) {
        names.add("operator-" + from % 2 + " " + from);
        names.add("operator-" + from % 2 + " " + (from + 1));
    }
}
