package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.request.Usage;

/// What was metered, and what it costs.
///
/// @param priceMicroCredits the price
public record Charge(Usage usage, long priceMicroCredits) {
    public Charge {
        if (priceMicroCredits < 0 || priceMicroCredits > JsonInteger.VALUE_MAX) {
            throw new IllegalArgumentException("a price from 0 to 2^53−1 expected, found " + priceMicroCredits);
        }
    }

    /// For a request of tensors.
    public static Charge ofElements(long input, long output, long priceMicroCredits) {
        return new Charge(new Usage.Elements(input, output), priceMicroCredits);
    }

    void write(JsonObject.Builder predicate) {
        predicate.put("usage", usage.json());
        predicate.put("price", priceMicroCredits);
    }

    static Charge read(JsonFields predicate, Parameters parameters) throws MalformedException {
        Usage usage = Usage.read(predicate.object("usage"), parameters);
        return new Charge(usage, predicate.integer("price", 0, JsonInteger.VALUE_MAX));
    }
}
