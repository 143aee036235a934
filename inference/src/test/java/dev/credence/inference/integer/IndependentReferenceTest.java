package dev.credence.inference.integer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.testkit.External;
import dev.credence.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our tensors and answers against those of models/int8_reference.py, which shares nothing with them but the specification.
class IndependentReferenceTest {
    private static final int ROWS = 3;

    @TempDir
    private Path folder;

    @Test
    void agreesWithNumpyOnRandomPrograms() throws Exception {
        compare(60);
    }

    @Test
    @Tag("campaign")
    void agreesWithNumpyOnManyRandomPrograms() throws Exception {
        compare(5_000);
    }

    private void compare(int count) throws Exception {
        String python = python();
        Seeded.check(count, (random, round) -> {
            IntegerModel model = ProgramMaker.model(random);
            write(round + ".program", model.program().encode().toArray());
            write(round + ".weights", WeightsCodec.encode(model.weights()).toArray());
            float[] rows = rows(model.program(), random);
            write(round + ".input", floats(rows));
            ours(model, rows, round);
        });
        run(python);
        for (int round = 0; round < count; round++) {
            assertThat(folder.resolve(round + ".tensors")).as("round %d", round).hasSameBinaryContentAs(folder.resolve(round + ".ours"));
            assertThat(folder.resolve(round + ".answer")).as("round %d", round).hasSameBinaryContentAs(folder.resolve(round + ".rendered"));
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    // Values inside the range, on its rounding points, and far outside.
    private static float[] rows(IntegerProgram program, RandomGenerator random) {
        float[] rows = new float[ROWS * program.input().tensor().elements()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] =
                    switch (random.nextInt(8)) {
                        case 0 -> random.nextInt(-300, 300) * 0.5f * program.input().scale();
                        case 1 -> (float) (random.nextGaussian() * 1e30);
                        case 2 -> (float) (random.nextGaussian() * 1e-40);
                        default -> (float) random.nextGaussian() * 100 * program.input().scale();
                    };
        }
        return rows;
    }

    private void ours(IntegerModel model, float[] rows, int round) throws Exception {
        IntegerProgram program = model.program();
        int elements = program.input().tensor().elements();
        int[] shape = new int[program.input().dimensions().size() + 1];
        shape[0] = ROWS;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = program.input().dimensions().get(i - 1);
        }
        ByteArrayOutputStream tensors = new ByteArrayOutputStream();
        byte[][] last = new byte[1][];
        IntegerExecutor.of(model, Engine.REFERENCE).run(Map.of("x", Tensor.ofFloats(Shape.of(shape), rows)), (position, layer, op, tensor) -> {
            if (layer <= program.ops().size()) {
                tensors.writeBytes(tensor.bytes());
                last[0] = tensor.bytes();
            }
        });
        assertThat(rows).hasSize(ROWS * elements);
        write(round + ".ours", tensors.toByteArray());
        OutputRule bare = new OutputRule(program.output().name(), program.output().dimensions(), program.output().scale(), OutputRule.Finish.NONE);
        write(round + ".rendered", floats(bare.render(last[0], program.tensors().getLast(), Engine.REFERENCE.kernels())));
    }

    private static byte[] floats(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private void run(String python) throws Exception {
        Path script = Path.of(System.getProperty("credence.home"), "models", "int8_reference.py");
        Process process = new ProcessBuilder(python, script.toString(), folder.toString()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static String python() throws Exception {
        List<String> candidates = Stream.of(Optional.ofNullable(System.getenv("CREDENCE_PYTHON")), Optional.of("python3"))
                .flatMap(Optional::stream)
                .toList();
        for (String candidate : candidates) {
            try {
                Process process = new ProcessBuilder(candidate, "-c", "import numpy").redirectErrorStream(true).start();
                process.getInputStream().readAllBytes();
                if (process.waitFor() == 0) {
                    return candidate;
                }
            } catch (IOException absent) {
                continue;
            }
        }
        External.leaveOut("int8-v1 against numpy", "no Python with numpy; ./check --install installs one");
        throw new IllegalStateException("not reached");
    }
}
