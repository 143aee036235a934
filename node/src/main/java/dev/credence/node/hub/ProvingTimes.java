package dev.credence.node.hub;

import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// How long proofs of a model took and how large they were, as the operators that made them said; the latest ones, since this process began.
public final class ProvingTimes {
    private static final int KEPT = 32;
    private static final int MODELS_MAX = 1_024;

    private final LinkedHashMap<Digest, Deque<Proof>> proofs = new LinkedHashMap<>();

    public ProvingTimes() {}

    private record Proof(long millis, long bytes) {}

    /// The medians of the latest proofs.
    ///
    /// @param proofs how many these are
    public record Measured(int proofs, long millis, long bytes) {
        JsonObject json() {
            return JsonObject.builder().put("proofs", proofs).put("medianMillis", millis).put("medianBytes", bytes).build();
        }
    }

    /// Notes a proof that was verified.
    public synchronized void add(Digest model, long millis, long bytes) {
        Deque<Proof> latest = proofs.computeIfAbsent(model, _ -> new ArrayDeque<>());
        latest.addLast(new Proof(millis, bytes));
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
        if (proofs.size() > MODELS_MAX) {
            proofs.pollFirstEntry();
        }
    }

    /// What is known of `model`'s proofs, if there were any.
    public synchronized Optional<Measured> of(Digest model) {
        Deque<Proof> latest = proofs.get(model);
        return latest == null
                ? Optional.empty()
                : Optional.of(new Measured(latest.size(), median(latest, Proof::millis), median(latest, Proof::bytes)));
    }

    private static long median(Deque<Proof> proofs, ToLongFunction<Proof> figure) {
        return proofs.stream().mapToLong(figure).sorted().skip(proofs.size() / 2).findFirst().orElseThrow();
    }
}
