package dev.credence.receipt.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.laws.CodecLaws;
import dev.credence.receipt.laws.TextSamples;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.laws.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A statement and its bytes determine one another.
class StatementTest implements CodecLaws<Statement> {
    @Override
    public List<Statement> samples() {
        return List.of(Samples.statement(Optional.of(Samples.digest("sketch"))));
    }

    @Override
    public Bytes encode(Statement value) {
        return value.encode();
    }

    @Override
    public Statement decode(Bytes bytes) throws MalformedException {
        return Statement.decode(bytes);
    }

    @Test
    void holdsParametersAndUsageOfText() throws Exception {
        Statement tensors = Samples.statement(Optional.empty());
        Charge tokens = new Charge(new Usage.Tokens(4, 3), 250);
        Statement text = Statement.of(tensors.issue(), tensors.execution(), tensors.commitment(), TextSamples.parameters(), tokens);

        assertThat(text.encode().utf8()).contains("\"parameters\":" + TextSamples.PARAMETERS_JSON + ",\"usage\":{\"promptTokens\":4,\"completionTokens\":3}");
        assertThat(Statement.decode(text.encode())).isEqualTo(text);
        assertThatThrownBy(() -> Statement.of(tensors.issue(), tensors.execution(), tensors.commitment(), TextSamples.parameters(), tensors.charge()))
                .isInstanceOf(IllegalArgumentException.class);
        Bytes mixed = Bytes.ofUtf8(text.encode().utf8().replace("promptTokens", "inputElements").replace("completionTokens", "outputElements"));
        assertThatThrownBy(() -> Statement.decode(mixed)).isInstanceOf(MalformedException.class);
    }
}
