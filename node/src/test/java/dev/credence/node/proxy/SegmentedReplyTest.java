package dev.credence.node.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.http.EventSink;
import dev.credence.receipt.statement.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What leaves of a stream before its receipt is there.
class SegmentedReplyTest {
    private static final String RECEIPT = "00112233445566778899aabbccddeeff";
    private static final SecretKey KEY = SecretKey.ofSeed(Sha256.of(Bytes.ofUtf8("operator")).bytes());
    private static final Digest REQUEST = Sha256.of(Bytes.ofUtf8("request"));

    private final ByteArrayOutputStream left = new ByteArrayOutputStream();
    private final OperatorKeys keys = new OperatorKeys();
    private SegmentedReply reply;

    @BeforeEach
    void begin() throws IOException {
        reply = new SegmentedReply(new EventSink(left), keys);
        reply.begun(Optional.of(RECEIPT));
    }

    private static JsonObject.Builder chunk(String content) {
        return JsonObject.builder().put("choices", JsonArray.of(List.of(JsonObject.builder()
                .put("index", 0)
                .put("delta", JsonObject.builder().put("content", content).build())
                .build())));
    }

    private static JsonObject signed(String content, String soFar, int index, List<Integer> ids, int tokens) throws Exception {
        Segment segment = Segment.sign(KEY, index, tokens, REQUEST, new Segment.SoFar(Bytes.parseHex(RECEIPT, 16), soFar, ids));
        return chunk(content).put("credence", JsonObject.builder().put("segment", segment.json()).build()).build();
    }

    private void hears(JsonObject event) throws IOException {
        byte[] data = ("data: " + new String(JsonWriter.write(event).toArray(), StandardCharsets.UTF_8) + "\n\n").getBytes(StandardCharsets.UTF_8);
        reply.piece(Bytes.wrap(data));
    }

    private String left() {
        return left.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothingLeavesBeforeASegmentCoversIt() throws Exception {
        keys.admit(KEY.publicKey().id());
        hears(chunk("It ").build());
        assertThat(left()).isEmpty();
        hears(signed("is", "It is", 0, List.of(1, 2), 2));
        assertThat(left()).contains("It ", "is").endsWith("\n\n");
        hears(chunk(" blue").build());
        assertThat(left()).doesNotContain("blue");
        hears(signed(".", "It is blue.", 1, List.of(1, 2, 3, 4), 2));
        assertThat(left()).contains("blue");
    }

    @Test
    void nothingLeavesForAnOperatorThatNoVerifiedReceiptLists() throws Exception {
        hears(chunk("It ").build());
        hears(signed("is", "It is", 0, List.of(1, 2), 2));
        assertThat(left()).isEmpty();
    }

    @Test
    void toolCallsAndTheEndWaitForTheReceipt() throws Exception {
        keys.admit(KEY.publicKey().id());
        hears(JsonObject.builder()
                .put("choices", JsonArray.of(List.of(JsonObject.builder()
                        .put("delta", JsonObject.builder().put("tool_calls", JsonArray.of(List.of())).build())
                        .build())))
                .build());
        hears(signed("", "", 0, List.of(1), 1));
        assertThat(left()).isEmpty();
    }

    @Test
    void anEndIsHeldBack() throws Exception {
        keys.admit(KEY.publicKey().id());
        hears(JsonObject.builder()
                .put("choices", JsonArray.of(List.of(JsonObject.builder().put("delta", JsonObject.EMPTY).put("finish_reason", "stop").build())))
                .build());
        hears(signed("", "", 0, List.of(1), 1));
        assertThat(left()).isEmpty();
    }

    @Test
    void aSegmentOverAnotherTextEndsIt() throws Exception {
        keys.admit(KEY.publicKey().id());
        refused(signed("is", "It was", 0, List.of(1, 2), 2));
    }

    @Test
    void aSegmentOutOfOrderEndsIt() throws Exception {
        keys.admit(KEY.publicKey().id());
        refused(signed("is", "is", 1, List.of(1, 2), 2));
    }

    @Test
    void aSegmentOfAnotherOperatorBehindTheFirstEndsIt() throws Exception {
        keys.admit(KEY.publicKey().id());
        hears(signed("a", "a", 0, List.of(1), 1));
        SecretKey other = SecretKey.ofSeed(Sha256.of(Bytes.ofUtf8("other")).bytes());
        keys.admit(other.publicKey().id());
        Segment segment = Segment.sign(other, 1, 1, REQUEST, new Segment.SoFar(Bytes.parseHex(RECEIPT, 16), "ab", List.of(1, 2)));
        refused(chunk("b").put("credence", JsonObject.builder().put("segment", segment.json()).build()).build());
        assertThat(left()).doesNotContain("\"b\"");
    }

    private void refused(JsonObject event) {
        assertThatThrownBy(() -> hears(event)).isInstanceOf(IOException.class).hasMessageContaining("is not signed over what arrived");
    }
}
