package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;

/// What was metered, and what it costs.
///
/// @param inputElements      elements of all inputs together
/// @param outputElements     elements of all outputs together
/// @param priceMicroCredits  the price
public record Charge(long inputElements, long outputElements, long priceMicroCredits) {
    public Charge {
        if (Math.min(inputElements, Math.min(outputElements, priceMicroCredits)) < 0
                || Math.max(inputElements, Math.max(outputElements, priceMicroCredits)) > JsonInteger.VALUE_MAX) {
            throw new IllegalArgumentException("usage and price from 0 to 2^53−1 expected, found " + inputElements + ", "
                    + outputElements + ", " + priceMicroCredits);
        }
    }

    void write(JsonObject.Builder predicate) {
        predicate.put("usage", JsonObject.builder()
                .put("inputElements", inputElements)
                .put("outputElements", outputElements)
                .build());
        predicate.put("price", priceMicroCredits);
    }

    static Charge read(JsonFields predicate) throws MalformedException {
        JsonFields usage = predicate.object("usage");
        long inputs = usage.integer("inputElements", 0, JsonInteger.VALUE_MAX);
        long outputs = usage.integer("outputElements", 0, JsonInteger.VALUE_MAX);
        usage.end();
        return new Charge(inputs, outputs, predicate.integer("price", 0, JsonInteger.VALUE_MAX));
    }
}
