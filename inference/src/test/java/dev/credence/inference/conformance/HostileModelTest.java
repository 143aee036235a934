package dev.credence.inference.conformance;

import static org.assertj.core.api.Assertions.fail;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.GraphCheck;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.op.Budget;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.testkit.External;
import dev.credence.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Damaged and deformed models: whatever they say, they are read and run, or refused by one of our two exceptions, within
/// a small budget. Anything else (a cast that fails, an index out of bounds) is a hole.
class HostileModelTest {
    private static final Engine SMALL = new Engine(ReferenceKernels.INSTANCE, new Budget(1L << 22, 1L << 18));

    @Test
    void damagedDigitsModelIsRunOrRefused() throws IOException {
        byte[] digits = Files.readAllBytes(Path.of(System.getProperty("credence.home"), "models/digits/model.onnx"));
        Seeded.check(400, (random, _) -> damageAndRun(digits, random));
    }

    @Test
    void deformedBackendTestsAreRunOrRefused() throws IOException {
        List<byte[]> models = backendTests();
        Seeded.check(models.size(), (random, i) -> deformAndRun(models.get(i), random));
    }

    @Test
    @Tag("campaign")
    void damagedAndDeformedBackendTestsAreRunOrRefusedOverAndOver() throws IOException {
        List<byte[]> models = backendTests();
        Seeded.check(400 * models.size(), (random, i) -> {
            deformAndRun(models.get(i % models.size()), random);
            damageAndRun(models.get(i % models.size()), random);
        });
    }

    private static List<byte[]> backendTests() throws IOException {
        List<byte[]> models = new ArrayList<>();
        TarGz.read(External.vectors("deformed ONNX backend tests", "onnx-node-tests.tar.gz")).forEach((path, bytes) -> {
            if (path.endsWith("/model.onnx")) {
                models.add(bytes);
            }
        });
        return models;
    }

    private static void deformAndRun(byte[] model, RandomGenerator random) {
        try {
            Graph graph = OnnxImport.read(Bytes.wrap(model));
            Deformation deformation = new Deformation(random);
            Graph deformed = deformation.deform(graph);
            GraphCheck.check(deformed);
            run(deformed, name -> deformation.operand(type(graph, name), shape(graph, name)));
        } catch (MalformedException | RefusedException refused) {
            requireSentence(refused);
        }
    }

    private static void damageAndRun(byte[] model, RandomGenerator random) {
        byte[] damaged = model.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(damaged.length);
            damaged[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : damaged[at] ^ 1 << random.nextInt(8));
        }
        try {
            Graph graph = OnnxImport.read(Bytes.wrap(damaged));
            Deformation deformation = new Deformation(random);
            run(graph, name -> deformation.operand(type(graph, name), shape(graph, name)));
        } catch (MalformedException | RefusedException refused) {
            requireSentence(refused);
        }
    }

    private static void run(Graph graph, Function<String, Tensor> given) throws RefusedException {
        Executor executor = new Executor(graph, SMALL);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        graph.inputs().forEach(input -> inputs.put(input.name(), given.apply(input.name())));
        executor.run(inputs);
    }

    private static void requireSentence(Exception refused) {
        if (refused.getMessage().isBlank() || refused.getMessage().length() > 2_000) {
            fail("a refusal in " + refused.getMessage().length() + " characters");
        }
    }

    private static ElementType type(Graph graph, String name) {
        return declared(graph, name).map(ValueType.TensorType::element).orElse(ElementType.FLOAT);
    }

    private static Shape shape(Graph graph, String name) {
        long[] sizes = declared(graph, name).flatMap(ValueType.TensorType::dimensions).orElse(List.of()).stream()
                .mapToLong(each -> each.isFixed() ? each.size() : 2)
                .toArray();
        return Shape.ofChecked(sizes).filter(s -> s.elements() <= 1 << 14).orElse(Shape.SCALAR);
    }

    private static Optional<ValueType.TensorType> declared(Graph graph, String name) {
        return graph.inputs().stream()
                .filter(input -> input.name().equals(name))
                .filter(input -> input.type() instanceof ValueType.TensorType)
                .map(input -> (ValueType.TensorType) input.type())
                .findFirst();
    }
}
