package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.LinearWeights;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.SlowRegistration;
import dev.credence.verification.slow.TinyModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

// Goal: the specification says enough to prove by. Method: `make_argument.py` is an implementation from its text alone; its proof and ours are the
// same bytes.
class ArgumentVectorTest {
    private static final IntegerModel MODEL = TinyModels.dense(new SplittableRandom(4));
    private static final byte[] INPUT = {10, 0, 107, 8};

    @Test
    void theCaseIsTheOneThatTheProofIsOf() throws IOException {
        assertThat(text("dense.case")).isEqualTo(written());
    }

    @Test
    void anotherImplementationProvesTheSameBytes() throws Exception {
        ArgumentCase made = new ArgumentCase(MODEL, INPUT);
        assertThat(field("code")).isEqualTo(made.statement.model().code().hex());
        assertThat(field("y")).isEqualTo(words(Arrays.stream(made.statement.output())));
        RegistrationStatement statement =
                new RegistrationStatement(made.statement.suite(), MODEL.program().encode(), made.statement.model().code());
        assertThat(field("registration")).isEqualTo(SlowRegistration.prove(statement, made.code).hex());
        assertThat(field("proof")).isEqualTo(made.prove().hex());
        Bytes proof = Bytes.parseHex(field("proof"), field("proof").length() / 2);
        assertThat(made.verify(proof)).isInstanceOf(ArgumentOutcome.Accepted.class);
    }

    /// The case as `make_argument.py` reads it.
    static String written() {
        List<String> lines = new ArrayList<>();
        lines.add("# a stack of dense layers; layer: inputs, outputs, multiplier digits, shift, low, high, zero point");
        lines.add("program: " + MODEL.program().encode().hex());
        IntegerTensor input = MODEL.program().input().tensor();
        lines.add("input: " + input.range().low() + " " + input.range().high() + " " + input.zeroPoint());
        lines.add("x: " + words(IntStream.range(0, INPUT.length).map(i -> input.range().value(INPUT[i]))));
        for (int i = 0; i < MODEL.weights().size(); i++) {
            IntegerOp.Linear op = MODEL.program().linears().get(i);
            LinearWeights weights = MODEL.weights().get(i);
            lines.add("layer: " + op.gather().terms() + " " + op.channels() + " " + op.multiplierDigits() + " " + op.rescale().shift() + " "
                    + op.rescale().range().low() + " " + op.rescale().range().high() + " " + op.rescale().zeroPoint());
            byte[] matrix = weights.weights();
            lines.add("weights: " + words(IntStream.range(0, matrix.length).map(k -> matrix[k])));
            lines.add("biases: " + words(Arrays.stream(weights.biases())));
            lines.add("multipliers: " + words(Arrays.stream(weights.multipliers())));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String words(IntStream numbers) {
        return numbers.mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    private static String field(String name) throws IOException {
        return text("dense.txt").lines().filter(line -> line.startsWith(name + ": ")).findFirst().orElseThrow().substring(name.length() + 2);
    }

    private static String text(String file) throws IOException {
        try (InputStream stream = ArgumentVectorTest.class.getResourceAsStream("/vectors/argument/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
