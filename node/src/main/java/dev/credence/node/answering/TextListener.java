package dev.credence.node.answering;

import dev.credence.receipt.statement.Segment;
import java.io.IOException;

/// Hears of an answer while it comes to be, on the thread that asked. What is heard is the operator's word until the answer is whole.
public interface TextListener {
    /// A part of the answer; the deltas of a choice join to a beginning of what the record says of it, or `TextService.ask` throws.
    ///
    /// @throws IOException if nobody listens any more: the work is broken off
    void delta(TextDelta delta) throws IOException;

    /// The operator's signature over what has left so far (docs/spec/text.md 9.4); it was checked.
    default void segment(Segment segment) throws IOException {}
}
