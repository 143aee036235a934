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
        return JsonObject.builder()
                .put("receipt", statement.issue().receipt().hex())
                .put("url", "/v1/receipts/" + statement.issue().receipt().hex())
                .put("status", status)
                .put("network", statement.issue().network())
                .put("operator", statement.issue().operator().hex())
                .put("model", statement.execution().model().hex())
                .put("request", statement.commitment().request().hex())
                .put("answer", statement.commitment().answer().hex())
                .put("leaf", envelope.leaf().hex())
                .build();
    }
}
