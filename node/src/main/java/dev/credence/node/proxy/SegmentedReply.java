package dev.credence.node.proxy;

import dev.credence.client.CredenceClient;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.asking.EventLines;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.EventSink;
import dev.credence.node.http.Fault;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Segment;
import dev.credence.receipt.statement.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stream whose chunks leave as soon as a segment covers them (docs/spec/text.md 9.4).
///
/// What no segment covers (the end, tool calls) waits for the verified receipt. Where a segment does not hold, the reply
/// ends there.
final class SegmentedReply implements CredenceClient.Hearing {
    private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 64, 400_000);
    private static final String DONE = "[DONE]";

    private final EventSink out;
    private final OperatorKeys keys;
    private final EventLines lines = new EventLines();
    private final List<Json> held = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> ids = new ArrayList<>();
    private Optional<Bytes> receipt = Optional.empty();
    private Optional<Segment> last = Optional.empty();
    private boolean mayLeave = true;

    SegmentedReply(EventSink out, OperatorKeys keys) {
        this.out = out;
        this.keys = keys;
    }

    @Override
    public void begun(Optional<String> receiptId) throws IOException {
        try {
            receipt = Optional.of(Bytes.parseHex(receiptId.orElse(""), Issue.RECEIPT_ID_LENGTH));
        } catch (MalformedException none) {
            throw new IOException("the gateway's answer names no receipt", none);
        }
    }

    @Override
    public void piece(Bytes bytes) throws IOException {
        try {
            for (String data : lines.add(bytes)) {
                if (!data.equals(DONE)) {
                    chunk(IJson.parse(Bytes.ofUtf8(data), LIMITS));
                }
            }
        } catch (MalformedException malformed) {
            throw new IOException("the gateway's answer: " + malformed.getMessage(), malformed);
        }
    }

    private void chunk(Json event) throws MalformedException, IOException {
        if (!(event instanceof JsonObject chunk)) {
            throw new MalformedException("event", -1, "an object", event.kind());
        }
        held.add(event);
        if (chunk.get("choices").orElse(JsonArray.of(List.of())) instanceof JsonArray choices) {
            for (Json choice : choices.items()) {
                read(choice);
            }
        }
        if (chunk.get("credence").orElse(JsonObject.EMPTY) instanceof JsonObject credence && credence.has("segment")) {
            segment(Segment.read(JsonFields.of("credence.segment", credence.get("segment").orElseThrow())));
        }
    }

    // What the client will read as the answer's text; what else a choice brings is covered by the receipt alone.
    private void read(Json json) throws MalformedException {
        if (!(json instanceof JsonObject choice)) {
            throw new MalformedException("choices", -1, "objects", json.kind());
        }
        if (choice.get("text").orElse(JsonObject.EMPTY) instanceof JsonString(String piece)) {
            text.append(piece);
        }
        if (choice.get("delta").orElse(JsonObject.EMPTY) instanceof JsonObject delta) {
            if (delta.get("content").orElse(JsonObject.EMPTY) instanceof JsonString(String piece)) {
                text.append(piece);
            }
            mayLeave &= !delta.has("tool_calls");
        }
        // The end of an answer is said by its receipt alone.
        mayLeave &= !(choice.get("finish_reason").orElse(JsonObject.EMPTY) instanceof JsonString);
    }

    private void segment(Segment segment) throws IOException {
        ids.addAll(segment.tokens());
        Segment.SoFar soFar = new Segment.SoFar(receipt.orElseThrow(), text.toString(), ids);
        int expected = last.map(before -> before.index() + 1).orElse(0);
        boolean same = last.map(before -> before.key().equals(segment.key()) && before.request().equals(segment.request())).orElse(true);
        if (segment.index() != expected || !same || !segment.isOf(soFar)) {
            throw new IOException("segment " + expected + " is not signed over what arrived");
        }
        last = Optional.of(segment);
        if (mayLeave && keys.knows(segment.key().id())) {
            leave();
        }
    }

    private void leave() throws IOException {
        for (Json event : held) {
            out.send(event);
        }
        held.clear();
    }

    /// Lets the rest leave, whose receipt is verified.
    ///
    /// @throws ApiException if the receipt is of another operator or request than the segments
    void finish(ProvenAnswer answer) throws IOException, ApiException {
        Statement statement = answer.report().subject().statement().orElseThrow();
        Digest operator = statement.issue().operator();
        if (last.isPresent()
                && !(last.get().key().id().equals(operator) && last.get().request().equals(statement.commitment().request()))) {
            throw new ApiException(Fault.UPSTREAM, "expected a receipt of the operator and request that the segments name, found another's")
                    .coded(Asker.NOT_VERIFIED);
        }
        leave();
        out.done();
    }
}
