package dev.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.request.AnswerForm;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.SamplingRules;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.ToolChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Messages about text come back as they left, numbers with fractions included; what is no such message is refused before anything is done.
class TextMessagesTest {
    private static final Bytes RECEIPT = Bytes.of(new byte[16]);
    private static final TextRequest REQUEST = new TextRequest(
            new Content.Text(JsonObject.builder().put("prompt", "ünïcode \u0001").put("x", JsonNumber.of(0.25)).build()),
            new TextParameters(
                    Sha256.of(RECEIPT),
                    new Release("m", "1"),
                    new TextParameters.Drawn(RECEIPT, -1, ""),
                    SamplingRules.DEFAULT,
                    new AnswerForm(2, 40, List.of("."), 0, new AnswerForm.Tools(ToolChoice.Rule.NONE, true))));

    @Test
    void callsComeBackAsTheyLeft() throws Exception {
        GenerateCall call = new GenerateCall(RECEIPT, 7, REQUEST, true);
        assertThat(GenerateCall.decode(call.encode())).isEqualTo(call);
        for (List<List<Integer>> ids : List.of(List.<List<Integer>>of(), List.of(List.of(1, 2), List.<Integer>of()))) {
            ExecuteCall kept = new ExecuteCall(RECEIPT, 7, new Work(REQUEST, ids));
            assertThat(ExecuteCall.decode(kept.encode())).isEqualTo(kept);
            assertThat(ExecuteCall.decode(kept.encode()).work().request().effective().digest()).isEqualTo(REQUEST.effective().digest());
        }
    }

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        Map<String, Consumer<Map<String, Tensor>>> defects = Map.of(
                "bytes of JSON", tensors -> tensors.remove("content"),
                "expected an object", tensors -> tensors.put("content", bytes("[1]")),
                "content", tensors -> tensors.put("content", Tensor.ofInts(Shape.of(1), 7)),
                "also [ids.3]", tensors -> tensors.put("ids.3", Tensor.ofInts(Shape.of(1), 7)),
                "token ids of at most", tensors -> tensors.put("ids.0", Tensor.ofLongs(Shape.of(1), 7)),
                "also [x]", tensors -> tensors.put("x", bytes("{}")));
        defects.forEach((expected, change) -> {
            Map<String, Tensor> tensors = new LinkedHashMap<>(Work.of(REQUEST).tensors());
            change.accept(tensors);
            JsonObject message = JsonObject.builder()
                    .put("receipt", RECEIPT.hex())
                    .put("asked", 7)
                    .put("segments", false)
                    .put("parameters", REQUEST.parameters().json())
                    .build();
            assertThatThrownBy(() -> GenerateCall.decode(new TensorFrame(message, tensors).encode()))
                    .as(expected)
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining(expected);
        });
        // Nobody tells an executor what to say.
        ExecuteCall told = new ExecuteCall(RECEIPT, 7, new Work(REQUEST, List.of(List.of(1))));
        JsonObject message = JsonObject.builder()
                .put("receipt", RECEIPT.hex())
                .put("asked", 7)
                .put("segments", false)
                .put("parameters", REQUEST.parameters().json())
                .build();
        Bytes frame = new TensorFrame(message, told.work().tensors()).encode();
        assertThatThrownBy(() -> GenerateCall.decode(frame)).hasMessageContaining("a text's content alone");
    }

    @Test
    void whatIsNoEventIsRefused() {
        for (String event : List.of(
                "[]",
                "{\"choice\":8,\"ids\":[]}",
                "{\"choice\":0,\"ids\":[-1]}",
                "{\"choice\":0,\"ids\":[0.5]}",
                "{\"choice\":0,\"ids\":[1],\"more\":1}",
                "{\"choice\":0,\"ids\":[1],\"calls\":[{\"id\":\"a\",\"name\":\"b\"}]}",
                "{\"segment\":{\"index\":0}}",
                "{\"envelope\":{},\"answer\":{},\"fingerprint\":\"\"}")) {
            assertThatThrownBy(() -> GenerateEvent.read(IJson.parse(Bytes.ofUtf8(event), JsonLimits.ofBytes(1_000))))
                    .as(event)
                    .isInstanceOf(MalformedException.class);
        }
    }

    private static Tensor bytes(String text) {
        byte[] bytes = Bytes.ofUtf8(text).toArray();
        return Tensor.of(ElementType.UINT8, Shape.of(bytes.length), bytes);
    }
}
