package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.ClockText;
import dev.credence.receipt.request.Parameters;
import dev.credence.foundation.hash.Digest;
import dev.credence.verification.body.RequestBody.Asked;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The member `credence` of a request for text: what the API has no field of its own for.
///
/// @param asked what is for the gateway alone
record CredenceFields(
        Asked asked, boolean segments, List<Digest> avoid, Optional<Bytes> nonce, OptionalLong height, Optional<String> clock) {
    private static final CredenceFields NONE = new CredenceFields(
            new Asked(Optional.empty(), Optional.empty()), false, List.of(), Optional.empty(), OptionalLong.empty(), Optional.empty());
    private static final int CLOCK_CHARS_MAX = 19;

    static CredenceFields read(JsonFields body) throws MalformedException {
        if (!body.has("credence")) {
            return NONE;
        }
        if (!(body.any("credence") instanceof JsonObject object)) {
            throw body.fault("credence", "an object", "something else");
        }
        JsonFields fields = JsonFields.of("credence", TextBodyReader.withoutNulls(object));
        Asked asked = new Asked(
                fields.optionalString("policy", Asked.POLICY_CHARS_MAX), fields.optionalString("wait", Asked.WAIT_CHARS_MAX));
        boolean segments = fields.optionalBool("segments").orElse(false);
        Optional<Bytes> nonce = fields.optionalHex("nonce", Parameters.NONCE_LENGTH);
        OptionalLong height = fields.optionalInteger("height", 0, JsonInteger.VALUE_MAX);
        Optional<String> clock = fields.optionalString("clock", CLOCK_CHARS_MAX);
        if (clock.isPresent() && !ClockText.isOne(clock.get())) {
            throw fields.fault("clock", "a local time like 2026-11-23T11:05:00", "'" + clock.get() + "'");
        }
        List<Digest> avoid = fields.has("avoid") ? fields.digests("avoid", TextDelivery.AVOID_MAX) : List.of();
        fields.end();
        return new CredenceFields(asked, segments, avoid, nonce, height, clock);
    }
}
