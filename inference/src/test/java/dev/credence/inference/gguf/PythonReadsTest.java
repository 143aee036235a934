package dev.credence.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.External;
import dev.credence.testkit.Seeded;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ggml-org's own package reads what we write: the same keys, the same numbers, and blocks that it would have made itself.
class PythonReadsTest {
    @TempDir
    Path folder;

    private static String python() throws Exception {
        String python = System.getenv("CREDENCE_PYTHON");
        if (python == null) {
            External.leaveOut("GGUF files against ggml-org's package", "CREDENCE_PYTHON is not set; ./check --install installs gguf");
        }
        Process process = new ProcessBuilder(python, "-c", "import gguf").redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            External.leaveOut("GGUF files against ggml-org's package", "the Python of CREDENCE_PYTHON has no gguf");
        }
        return python;
    }

    @Test
    void theReferencePackageReadsKeysAndNumbers() throws Exception {
        String python = python();
        RandomGenerator random = Seeded.random();
        float[] numbers = new float[192];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        MemorySegment plain = MemorySegment.ofArray(new byte[4 * numbers.length]);
        Quantisation.encode(GgufType.F32, numbers, numbers.length, plain, 0);
        GgufWriter writer = GgufWriter.create().text("general.architecture", "llama").whole("a", 7).whole("b", -7).truth("c", true)
                .texts("d", List.of("▁x", "")).integers("e", new int[] {3, -1}).reals("f", new float[] {0.5f});
        List<String> expected = new ArrayList<>(List.of("key general.architecture llama", "key a 7", "key b -7", "key c True", "key d ['▁x', '']",
                "key e [3, -1]", "key f [0.5]"));
        for (GgufType type : new GgufType[] {GgufType.F32, GgufType.F16, GgufType.BF16, GgufType.Q8_0}) {
            writer.tensor("t." + type, type, List.of(64L, 3L), plain);
            expected.add("tensor t." + type + " " + type + " [64, 3] " + sumOfBits(type, numbers) + " same");
        }
        Path file = folder.resolve("written.gguf");
        try (OutputStream out = Files.newOutputStream(file)) {
            writer.write(part -> out.write(part));
        }
        Path script = Path.of(System.getProperty("credence.home"), "scripts", "read_gguf.py");
        Process process = new ProcessBuilder(python, script.toString(), file.toString()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines().toList()).containsExactlyElementsOf(expected);
    }

    private static long sumOfBits(GgufType type, float[] numbers) {
        MemorySegment stored = MemorySegment.ofArray(new byte[(int) type.bytes(numbers.length)]);
        Quantisation.encode(type, numbers, numbers.length, stored, 0);
        float[] held = new float[numbers.length];
        Dequantisation.decode(type, stored, 0, held, held.length);
        long sum = 0;
        for (float number : held) {
            sum += Float.floatToRawIntBits(number) & 0xffffffffL;
        }
        return sum;
    }
}
