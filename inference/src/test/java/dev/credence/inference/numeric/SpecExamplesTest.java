package dev.credence.inference.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The worked examples of docs/spec/float-v1.md, section 7, are what this code gives.
class SpecExamplesTest {
    private static final Pattern FUNCTION = Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\p{XDigit}{8})` \\| `(\\p{XDigit}{8})` \\|$");
    private static final Pattern REDUCTION =
            Pattern.compile("(?m)^\\| (\\d+) \\| `(\\p{XDigit}{8})` \\| `(\\p{XDigit}{8})` \\| `(\\p{XDigit}{8})` \\|$");

    @Test
    void everyFunctionGivesTheBitsOfThePage() throws IOException {
        List<MatchResult> rows = FUNCTION.matcher(page()).results().toList();
        assertThat(rows).hasSizeGreaterThan(20);
        for (MatchResult row : rows) {
            float x = Float.intBitsToFloat(Integer.parseUnsignedInt(row.group(2), 16));
            assertThat(hex(apply(row.group(1), x))).as(row.group()).isEqualTo(row.group(3));
        }
    }

    @Test
    void everyReductionGivesTheBitsOfThePage() throws IOException {
        List<MatchResult> rows = REDUCTION.matcher(page()).results().toList();
        assertThat(rows).hasSizeGreaterThan(3);
        for (MatchResult row : rows) {
            int n = Integer.parseInt(row.group(1));
            float[] a = new float[n];
            float[] b = new float[n];
            for (int i = 0; i < n; i++) {
                a[i] = 1f / (i + 1);
                b[i] = i % 3 - 1.1f;
            }
            assertThat(hex(FloatV1.dot(a, 0, b, 0, n))).as(row.group()).isEqualTo(row.group(2));
            assertThat(hex(FloatV1.chain(a, 0, 1, b, 0, 1, n))).as(row.group()).isEqualTo(row.group(3));
            assertThat(hex(FloatV1.sum(a, 0, n))).as(row.group()).isEqualTo(row.group(4));
        }
    }

    private static float apply(String function, float x) {
        return switch (function) {
            case "exp" -> FloatV1.exp(x);
            case "log" -> FloatV1.log(x);
            case "tanh" -> FloatV1.tanh(x);
            case "erf" -> FloatV1.erf(x);
            case "sigmoid" -> FloatV1.sigmoid(x);
            case "softplus" -> FloatV1.softplus(x);
            case "silu" -> FloatV1.silu(x);
            case "rsqrt" -> FloatV1.reciprocalSqrt(x);
            case "sin" -> Library.sin(x);
            default -> throw new IllegalArgumentException("the page names " + function);
        };
    }

    private static String hex(float value) {
        return String.format("%08x", FloatV1.canonicalBits(value));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of(System.getProperty("credence.home", ".."), "docs", "spec", "float-v1.md"));
    }
}
