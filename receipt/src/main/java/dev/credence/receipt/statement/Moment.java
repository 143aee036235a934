package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;

/// When a statement was asked for and issued.
///
/// @param asked        the ledger's height that the request names: the statement is logged at it or later, and less than 10,000 blocks later
/// @param height       the ledger's height at the time of issue
/// @param issuedMillis milliseconds since 1970 UTC, by the operator's clock
public record Moment(long asked, long height, long issuedMillis) {
    public Moment {
        if (Math.min(asked, Math.min(height, issuedMillis)) < 0
                || Math.max(asked, Math.max(height, issuedMillis)) > JsonInteger.VALUE_MAX) {
            throw new IllegalArgumentException(
                    "heights and time from 0 to 2^53−1 expected, found " + asked + ", " + height + ", " + issuedMillis);
        }
    }

    void write(JsonObject.Builder predicate) {
        predicate.put("asked", asked).put("height", height).put("issued", issuedMillis);
    }

    static Moment read(JsonFields predicate) throws MalformedException {
        long asked = predicate.integer("asked", 0, JsonInteger.VALUE_MAX);
        long height = predicate.integer("height", 0, JsonInteger.VALUE_MAX);
        return new Moment(asked, height, predicate.integer("issued", 0, JsonInteger.VALUE_MAX));
    }
}
