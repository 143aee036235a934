package dev.credence.receipt.evidence;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.receipt.confidence.MilliDecades;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What every drawn operator said of a committed answer (docs/spec/receipt.md 3.2).
///
/// @param leaf     the statement's leaf
/// @param beacon   the reveal that decided the draw
/// @param outcomes one for each place of the draw, in its order; 1 to `MilliDecades.DRAWN_MAX`
/// @param executor what the executor signed after it had seen all outcomes, if it did
public record Replay(Digest leaf, Digest beacon, List<ReplayOutcome> outcomes, Optional<ExecutorReveal> executor) {
    public static final String SUITE = "draw-v1";
    private static final int BYTES_MAX = 64 * 1024;

    public Replay {
        outcomes = List.copyOf(outcomes);
        if (outcomes.isEmpty() || outcomes.size() > MilliDecades.DRAWN_MAX) {
            throw new IllegalArgumentException("1 to " + MilliDecades.DRAWN_MAX + " outcomes expected, found " + outcomes.size());
        }
        int places = executor.map(reveal -> reveal.keyed().size()).orElse(outcomes.size());
        if (places != outcomes.size()) {
            throw new IllegalArgumentException(outcomes.size() + " keyed roots expected, found " + places);
        }
    }

    /// k: how many owners were drawn.
    public int drawn() {
        return outcomes.size();
    }

    /// The executor's keyed roots, one for each place, under its signature.
    public record ExecutorReveal(List<Digest> keyed, Bytes signature) {
        public ExecutorReveal {
            keyed = List.copyOf(keyed);
            ReplayOutcome.requireSignature(signature);
        }
    }

    /// The blob in its one spelling.
    public Bytes encode() {
        List<JsonObject> items = new ArrayList<>(outcomes.size());
        for (ReplayOutcome outcome : outcomes) {
            items.add(outcome.json());
        }
        return JsonWriter.write(JsonObject.builder()
                .put("type", "replay")
                .put("leaf", leaf.hex())
                .put("beacon", beacon.hex())
                .put("drawn", outcomes.size())
                .put("outcomes", JsonArray.of(items))
                .putIfPresent("executor", executor.map(Replay::json))
                .build());
    }

    /// Reads a blob in its one spelling.
    public static Replay decode(Bytes blob) throws MalformedException {
        JsonFields fields = JsonFields.inOrder("", StrictJson.parseCanonical(blob, JsonLimits.ofBytes(BYTES_MAX)));
        fields.literal("type", "replay");
        Digest leaf = fields.digest("leaf");
        Digest beacon = fields.digest("beacon");
        long drawn = fields.integer("drawn", 1, MilliDecades.DRAWN_MAX);
        List<ReplayOutcome> outcomes = new ArrayList<>();
        for (JsonFields item : fields.objects("outcomes", MilliDecades.DRAWN_MAX)) {
            outcomes.add(ReplayOutcome.read(item));
        }
        if (outcomes.size() != drawn) {
            throw fields.fault("outcomes", drawn + " outcomes, as drawn", outcomes.size() + "");
        }
        Optional<ExecutorReveal> executor = Optional.empty();
        Optional<JsonFields> member = fields.optionalObject("executor");
        if (member.isPresent()) {
            executor = Optional.of(read(member.get(), outcomes.size()));
        }
        fields.end();
        return new Replay(leaf, beacon, outcomes, executor);
    }

    private static JsonObject json(ExecutorReveal reveal) {
        return JsonObject.builder()
                .put("keyed", JsonArray.ofStrings(reveal.keyed().stream().map(Digest::hex).toList()))
                .put("signature", reveal.signature().base64())
                .build();
    }

    private static ExecutorReveal read(JsonFields fields, int places) throws MalformedException {
        List<Digest> keyed = fields.digests("keyed", places);
        if (keyed.size() != places) {
            throw fields.fault("keyed", places + " keyed roots, as drawn", keyed.size() + "");
        }
        Bytes signature = fields.base64Exactly("signature", Ed25519.SIGNATURE_LENGTH);
        fields.end();
        return new ExecutorReveal(keyed, signature);
    }
}
