package dev.credence.verification.body;

import dev.credence.foundation.hash.Digest;
import java.util.List;

/// How the caller wants a text delivered, and by whom not; no part of request or answer.
///
/// @param stream       as it is made
/// @param includeUsage with a chunk for the usage
/// @param segments     with the operator's signature under every 32 tokens
/// @param avoid        operators that are asked only if nobody else can answer
public record TextDelivery(boolean stream, boolean includeUsage, boolean segments, List<Digest> avoid) {
    public static final int AVOID_MAX = 16;

    public TextDelivery {
        avoid = List.copyOf(avoid);
    }

    /// By whomever.
    public TextDelivery(boolean stream, boolean includeUsage, boolean segments) {
        this(stream, includeUsage, segments, List.of());
    }
}
