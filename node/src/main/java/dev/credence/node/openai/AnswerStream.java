package dev.credence.node.openai;

import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.TextAnswerRecord;
import java.io.IOException;

/// Writes an answer as events while it comes to be. Nothing is written before the first piece, so that a refusal until then has
/// its own status.
public sealed interface AnswerStream permits ChatStream, CompletionStream, ResponseStream {
    /// Delivers a piece.
    void piece(TextPiece piece) throws IOException;

    /// Delivers an operator's signature over what has left so far (docs/spec/text.md 9.4).
    void segment(JsonObject segment) throws IOException;

    /// Delivers what is missing, the ends of all choices, and what the gateway says of the receipt.
    void end(TextAnswerRecord record, JsonObject credence) throws IOException;

    /// Says that there will be no end.
    ///
    /// @param error `message`, `type`, `param` and `code`
    void refuse(JsonObject error) throws IOException;
}
