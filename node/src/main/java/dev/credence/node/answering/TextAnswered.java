package dev.credence.node.answering;

import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.statement.Statement;

/// A whole answer under its operator's signature, checked against the request; its receipt is kept.
///
/// @param status how far the receipt is: `signed`, `pending`, `logged` or `evidenced`
public record TextAnswered(Envelope envelope, Statement statement, TextAnswerRecord record, String status) {
    /// What callers are told of the receipt, without the token ids.
    public JsonObject credence() {
        return ReceiptWords.of(statement, envelope.leaf(), status);
    }
}
