package dev.credence.node.generation;

import dev.credence.node.answering.TextDelta;
import java.io.IOException;

/// Who hears of a text while it is generated, and may stop it.
public interface TextProgress {
    /// Nobody hears, and nobody stops it.
    TextProgress NONE = _ -> {};

    /// A part of the answer that can no longer change.
    ///
    /// @throws IOException if nobody listens any more: the work is broken off
    void delta(TextDelta delta) throws IOException;

    /// Whether the work is to be broken off; asked at every token.
    default boolean isStopped() {
        return false;
    }
}
