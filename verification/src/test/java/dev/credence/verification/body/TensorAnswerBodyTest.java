package dev.credence.verification.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorAnswerBodyTest {
    private static final String OUTPUT = "{\"name\":\"y\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}";

    private static TensorAnswerBody body(String members) throws MalformedException {
        return TensorAnswerBody.decode(Bytes.ofUtf8("{\"model_name\":\"digits\",\"outputs\":[" + OUTPUT + "]" + members + "}"));
    }

    @Test
    void readsWhatAReceiptIsComparedWith() throws MalformedException {
        TensorAnswerBody body = body(",\"model_version\":\"1.0\",\"id\":\"7\",\"parameters\":{},"
                + "\"credence\":{\"receipt\":\"000102030405060708090a0b0c0d0e0f\",\"state\":\"signed\"}");
        assertThat(body.model()).isEqualTo("digits");
        assertThat(body.version()).contains("1.0");
        assertThat(body.receipt().map(Bytes::hex)).contains("000102030405060708090a0b0c0d0e0f");
        assertThat(body.record().outputs()).hasSize(1);
        assertThat(body("").receipt()).isEmpty();
        assertThat(body(",\"credence\":{\"state\":\"signed\"}").receipt()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        ",\"parameters\":{\"note\":1} # parameters: expected no other member, found 'note'",
        ",\"note\":1 # expected no other member, found 'note'",
        ",\"credence\":1 # credence: expected an object, found an integer",
        ",\"credence\":{\"receipt\":\"00\"} # credence.receipt: expected 32 lowercase hexadecimal digits, found 2 characters",
        ",\"model_version\":1 # model_version: expected a string, found an integer",
    })
    void refusesInOneSentence(String members, String sentence) {
        assertThatThrownBy(() -> body(members.strip())).isInstanceOf(MalformedException.class).hasMessage(sentence.strip());
    }

    @Test
    void refusesAnAnswerWithoutOutputsOrName() {
        assertThatThrownBy(() -> TensorAnswerBody.decode(Bytes.ofUtf8("{\"model_name\":\"m\",\"outputs\":[]}"))).hasMessageContaining("at least one tensor");
        assertThatThrownBy(() -> TensorAnswerBody.decode(Bytes.ofUtf8("{\"outputs\":[" + OUTPUT + "]}"))).hasMessageContaining("model_name");
    }

    @Test
    void readsBinaryOutputs() throws MalformedException {
        Bytes body = Bytes.concat(
                Bytes.ofUtf8("{\"model_name\":\"digits\",\"outputs\":[{\"name\":\"y\",\"shape\":[1],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":4}}]}"),
                Bytes.wrap(new byte[] {0, 0, (byte) 0x80, 0x3f}));
        assertThat(TensorAnswerBody.decode(body).record()).isEqualTo(body("").record());
    }
}
