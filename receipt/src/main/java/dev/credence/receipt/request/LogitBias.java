package dev.credence.receipt.request;

import dev.credence.foundation.codec.JsonObject;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is added to single tokens' logits.
///
/// @param byToken token id → −100 to 100, at most `TOKENS_MAX`
public record LogitBias(SortedMap<Integer, Decimal> byToken) {
    public static final int TOKENS_MAX = 1024;
    public static final LogitBias NONE = new LogitBias(new TreeMap<>());

    public LogitBias {
        byToken = Collections.unmodifiableSortedMap(new TreeMap<>(byToken));
        if (byToken.size() > TOKENS_MAX || !byToken.isEmpty() && byToken.firstKey() < 0) {
            throw new IllegalArgumentException("at most " + TOKENS_MAX + " token ids expected, found " + byToken.size());
        }
        byToken.values().forEach(Range.PENALTY::require);
    }

    /// Members in JCS order: by their keys as texts, not as numbers.
    public JsonObject json() {
        SortedMap<String, Decimal> byText = new TreeMap<>();
        byToken.forEach((token, bias) -> byText.put(token.toString(), bias));
        JsonObject.Builder builder = JsonObject.builder();
        for (Map.Entry<String, Decimal> entry : byText.entrySet()) {
            builder.put(entry.getKey(), entry.getValue().text());
        }
        return builder.build();
    }
}
