package dev.credence.node.proxy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import java.util.List;
import java.util.Optional;

/// A client's body on its way to the gateway: the same, with what binds a receipt to it.
///
/// Nonce, seed, clock and height are the client's where it names them. Its policy may only be the proxy's, since a weaker one would
/// let through what the proxy must not.
final class BoundBody {
    static final int BYTES_MAX = 4 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 64, 400_000);
    private static final String CREDENCE = "credence";
    private static final String SEED = "seed";

    private final JsonObject body;
    private final JsonObject credence;

    private BoundBody(JsonObject body, JsonObject credence) {
        this.body = body;
        this.credence = credence;
    }

    /// @param policy the proxy's
    static BoundBody read(Bytes bytes, String policy) throws MalformedException {
        Json json = IJson.parse(bytes, LIMITS);
        if (!(json instanceof JsonObject body)) {
            throw new MalformedException("", -1, "an object", json.kind());
        }
        Json own = body.get(CREDENCE).orElse(JsonObject.EMPTY);
        if (!(own instanceof JsonObject credence)) {
            throw new MalformedException(CREDENCE, -1, "an object", own.kind());
        }
        Optional<Json> wanted = credence.get("policy");
        if (wanted.isPresent() && !wanted.get().equals(new JsonString(policy))) {
            throw new MalformedException("credence.policy", -1, "the policy of this proxy, '" + policy + "', or none", "another");
        }
        return new BoundBody(body, credence);
    }

    /// Whether the answer is to be streamed.
    boolean isStream() {
        return isTrue(body, "stream");
    }

    /// Whether a stream may leave segment by segment.
    boolean isSegmented() {
        return isStream() && isTrue(credence, "segments");
    }

    private static boolean isTrue(JsonObject object, String member) {
        return object.get(member).orElse(new JsonBoolean(false)).equals(new JsonBoolean(true));
    }

    /// What binds a receipt to a request, taken where the client leaves it open.
    ///
    /// @param nonce  16 bytes
    /// @param seed   decimal text
    /// @param clock  for the model's template; none where the interface has no template
    /// @param height of the ledger
    record Binding(Bytes nonce, String seed, Optional<String> clock, long height) {}

    /// The body that is sent.
    ///
    /// @param avoid the operator whose answer did not hold
    Bytes with(Binding binding, Optional<Digest> avoid) {
        JsonObject.Builder members = JsonObject.builder();
        credence.members().forEach((name, value) -> {
            if (!name.equals("policy") && !name.equals("wait") && isSaid(value)) {
                members.put(name, value);
            }
        });
        if (leavesOpen(credence, "nonce")) {
            members.put("nonce", binding.nonce().hex());
        }
        if (leavesOpen(credence, "clock")) {
            binding.clock().ifPresent(clock -> members.put("clock", clock));
        }
        if (leavesOpen(credence, "height")) {
            members.put("height", binding.height());
        }
        avoid.ifPresent(operator -> members.put("avoid", JsonArray.ofStrings(List.of(operator.hex()))));
        JsonObject.Builder all = JsonObject.builder();
        body.members().forEach((name, value) -> {
            if (!name.equals(CREDENCE) && !(name.equals(SEED) && value instanceof JsonNull)) {
                all.put(name, value);
            }
        });
        if (leavesOpen(body, SEED)) {
            all.put(SEED, binding.seed());
        }
        return JsonWriter.write(all.put(CREDENCE, members.build()).build());
    }

    // A null says as much as nothing.
    private static boolean leavesOpen(JsonObject object, String member) {
        return object.get(member).orElse(JsonNull.NULL) instanceof JsonNull;
    }

    private static boolean isSaid(Json value) {
        return !(value instanceof JsonNull);
    }
}
