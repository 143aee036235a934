package dev.credence.receipt.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.laws.Samples;
import dev.credence.receipt.laws.TextSamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveRequestTest {
    private static final TensorRecord X = new TensorRecord("x", Datatype.FP32, List.of(1L, 4L), Samples.digest("x"));
    private static final TensorRecord A = new TensorRecord("a", Datatype.INT64, List.of(), Samples.digest("a"));

    @Test
    void isHashedInTheFormOfTheSpecification() throws MalformedException {
        EffectiveRequest request = EffectiveRequest.of(List.of(X, A), Samples.parameters());
        assertThat(request.canonicalBytes().utf8())
                .isEqualTo("{\"content\":{\"inputs\":["
                        + "{\"datatype\":\"INT64\",\"name\":\"a\",\"sha256\":\"" + Samples.digest("a").hex() + "\",\"shape\":[]},"
                        + "{\"datatype\":\"FP32\",\"name\":\"x\",\"sha256\":\"" + Samples.digest("x").hex() + "\",\"shape\":[1,4]}]},"
                        + "\"parameters\":{\"model\":\"" + Samples.digest("model").hex() + "\",\"nonce\":\""
                        + Samples.digest("nonce").hex().substring(0, 32)
                        + "\",\"outputs\":[\"labels\",\"scores\"],\"release\":\"digits@1.0\",\"seed\":\"18446744073709551615\"}}");
        assertThat(request.slot()).isEqualTo(Slot.of(request.digest()));
    }

    @Test
    void theOrderOfInputsDoesNotMatter() {
        assertThat(EffectiveRequest.of(List.of(X, A), Samples.parameters()).digest())
                .isEqualTo(EffectiveRequest.of(List.of(A, X), Samples.parameters()).digest());
        assertThat(new TensorAnswerRecord(List.of(X, A)).digest()).isEqualTo(new TensorAnswerRecord(List.of(A, X)).digest());
    }

    @Test
    void anAnswerIsHashedInTheFormOfTheSpecification() throws MalformedException {
        assertThat(new TensorAnswerRecord(List.of(A)).canonicalBytes().utf8())
                .isEqualTo("{\"outputs\":[{\"datatype\":\"INT64\",\"name\":\"a\",\"sha256\":\"" + Samples.digest("a").hex() + "\",\"shape\":[]}]}");
    }

    /// U+FB33 comes before U+1F600 in UTF-8, and after it in UTF-16.
    @Test
    void namesAreSortedByTheirUtf8() {
        assertThat(TensorParameters.sorted(List.of("\uD83D\uDE00", "\uFB33", "b", "B"))).containsExactly("B", "b", "\uFB33", "\uD83D\uDE00");
    }

    @Test
    void countsElements() {
        assertThat(X.elements()).isEqualTo(4);
        assertThat(A.elements()).isEqualTo(1);
        assertThat(TensorRecord.elements(List.of(0L, 7L))).isZero();
        assertThat(TensorRecord.elements(List.of(1L << 31))).isEqualTo(1L << 31);
        assertThat(TensorRecord.elements(List.of(1L << 31, 2L))).isEqualTo(-1);
        assertThat(TensorRecord.elements(List.of(1L << 31, 1L << 31, 1L << 31))).isEqualTo(-1);
        assertThat(TensorRecord.elements(List.of(-1L))).isEqualTo(-1);
        assertThat(TensorRecord.elements(java.util.Collections.nCopies(17, 1L))).isEqualTo(-1);
    }

    @Test
    void refusesWhatIsNone() {
        assertThatThrownBy(() -> EffectiveRequest.of(List.of(X, X), Samples.parameters())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TensorRecord("", Datatype.BOOL, List.of(), Samples.digest("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TensorRecord("x", Datatype.BOOL, List.of(-1L), Samples.digest("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TensorParameters(Samples.digest("m"), new Release("a", "1"), Bytes.EMPTY, List.of("x"), 0)).isInstanceOf(IllegalArgumentException.class);
        Bytes nonce = Samples.digest("n").bytes().slice(0, 16);
        assertThatThrownBy(() -> new TensorParameters(Samples.digest("m"), new Release("a", "1"), nonce, List.of("b", "a"), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TensorParameters(Samples.digest("m"), new Release("a", "1"), nonce, List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Slot(Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsReleasesAndSeedsInOneSpelling() throws MalformedException {
        assertThat(Release.parse("own/digits_int8@1.0-rc.1", "").text()).isEqualTo("own/digits_int8@1.0-rc.1");
        for (String text : List.of("digits", "@1", "digits@", "a@b@c", "a b@1", "a@1/2", "é@1", "a".repeat(97) + "@1", "a@" + "1".repeat(32))) {
            assertThatThrownBy(() -> Release.parse(text, "release")).as(text).isInstanceOf(MalformedException.class);
        }
        assertThat(Seed.parse("0", "")).isZero();
        assertThat(Seed.parse("18446744073709551615", "")).isEqualTo(-1);
        for (String text : List.of("", "00", "01", "+1", "-1", "1.0", "18446744073709551616", "１")) {
            assertThatThrownBy(() -> Seed.parse(text, "seed")).as(text).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void readsDatatypesByTheirNames() {
        for (Datatype datatype : Datatype.values()) {
            assertThat(Datatype.parse(datatype.name())).contains(datatype);
        }
        assertThat(Datatype.parse("fp32")).isEmpty();
    }

    @Test
    void textIsHashedInOneSpellingToo() throws Exception {
        Content.Text content = TextSamples.content();
        EffectiveRequest request = new EffectiveRequest(content, TextSamples.parameters());

        assertThat(request.canonicalBytes().utf8())
                .isEqualTo("{\"content\":{\"messages\":[{\"content\":\"Hello\",\"role\":\"user\"}]},\"parameters\":" + TextSamples.PARAMETERS_JSON + "}");
        assertThat(TextSamples.answer().canonicalBytes().utf8())
                .isEqualTo("{\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"role\":\"assistant\",\"text\":\"Hi\",\"token_ids\":[5,6]},"
                        + "{\"finish_reason\":\"tool_calls\",\"index\":1,\"logprobs\":[],\"role\":\"assistant\",\"text\":\"\",\"token_ids\":[9],"
                        + "\"tool_calls\":[{\"arguments\":\"{\\\"city\\\":\\\"Bern\\\"}\",\"id\":\"call_0\",\"name\":\"weather\"}]}],"
                        + "\"usage\":{\"completion_tokens\":3,\"prompt_tokens\":4}}");
    }

    @Test
    void contentAndParametersAreOfOneKind() {
        assertThatThrownBy(() -> new EffectiveRequest(TextSamples.content(), Samples.parameters())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EffectiveRequest(new Content.Tensors(List.of(X)), TextSamples.parameters())).isInstanceOf(IllegalArgumentException.class);
    }
}
