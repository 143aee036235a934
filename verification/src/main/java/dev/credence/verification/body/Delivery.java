package dev.credence.verification.body;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the caller wants the answer delivered; no part of request or answer.
///
/// @param id           the caller's own name for the request, given back as it came
/// @param order        output names in the order in which the caller asked, empty for all
/// @param binary       outputs of which the caller said whether they come as raw bytes
/// @param binaryOthers whether the others do
public record Delivery(Optional<String> id, List<String> order, Map<String, Boolean> binary, boolean binaryOthers) {
    public Delivery {
        order = List.copyOf(order);
        binary = Collections.unmodifiableMap(new LinkedHashMap<>(binary));
    }

    /// Whether that output comes as raw bytes.
    public boolean isBinary(String output) {
        return binary.getOrDefault(output, binaryOthers);
    }
}
