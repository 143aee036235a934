package dev.credence.node.answering;

import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.statement.Statement;

/// What callers are told of a receipt beside their answer: the body's `credence` object.
public final class ReceiptWords {
    private ReceiptWords() {}

    /// @param status how far the receipt is: `signed`, `pending`, `logged` or `evidenced`
    public static JsonObject of(Statement statement, Digest leaf, String status) {
        return JsonObject.builder()
                .put("receipt", statement.issue().receipt().hex())
                .put("url", "/v1/receipts/" + statement.issue().receipt().hex())
                .put("status", status)
                .put("network", statement.issue().network())
                .put("operator", statement.issue().operator().hex())
                .put("model", statement.execution().model().hex())
                .put("request", statement.commitment().request().hex())
                .put("answer", statement.commitment().answer().hex())
                .put("leaf", leaf.hex())
                .build();
    }
}
