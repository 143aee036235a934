package dev.credence.node.openai;

import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.answering.TextDelta;
import dev.credence.receipt.request.TextAnswerRecord;
import java.io.IOException;

/// Writes an answer as events while it comes to be. Nothing is written before the first delta, so that a refusal until then has
/// its own status.
public sealed interface AnswerStream permits ChatStream, CompletionStream, ResponseStream {
    /// Delivers a part.
    void delta(TextDelta delta) throws IOException;

    /// Delivers an operator's signature over what has left so far (docs/spec/text.md 9.4).
    void segment(JsonObject segment) throws IOException;

    /// Delivers what is missing, the ends of all choices, and what the gateway says of the receipt.
    void end(Ending ending) throws IOException;

    /// What is known when the answer is whole.
    ///
    /// @param engine   the inference build that answered, `system_fingerprint` in bodies and last chunks
    /// @param credence what the gateway says of the receipt
    record Ending(TextAnswerRecord record, String engine, JsonObject credence) {}

    /// Says that there will be no end.
    ///
    /// @param error `message`, `type`, `param` and `code`
    void refuse(JsonObject error) throws IOException;
}
