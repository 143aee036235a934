package dev.credence.inference.integer.quantise;

import static dev.credence.inference.integer.quantise.GraphMaker.ints;
import static dev.credence.inference.integer.quantise.GraphMaker.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerExecutor;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;
import dev.credence.testkit.External;
import dev.credence.testkit.Seeded;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class QuantiserTest {
    private final RandomGenerator random = Seeded.random();

    @Test
    void keepsAConvolutionalNetworkWithResidualSumsAndNormalisation() throws RefusedException {
        GraphMaker maker = new GraphMaker(random, 3, 12, 12);
        maker.attributed("Conv", Map.of("pads", ints(1, 1, 1, 1)), maker.normal(0.3, 8, 3, 3, 3), maker.normal(0.1, 8));
        normalised(maker, 8).then("Relu");
        String skip = maker.last();
        maker.attributed("Conv", Map.of("pads", ints(1, 1, 1, 1), "group", number(4)), maker.normal(0.4, 8, 2, 3, 3));
        normalised(maker, 8).then("Add", skip).then("Relu");
        maker.attributed("MaxPool", Map.of("kernel_shape", ints(3, 3), "strides", ints(2, 2), "pads", ints(1, 1, 1, 1)));
        maker.attributed("AveragePool", Map.of("kernel_shape", ints(2, 2), "pads", ints(1, 1, 0, 0), "count_include_pad", number(1)));
        maker.attributed("Conv", Map.of("strides", ints(2, 1), "dilations", ints(2, 1)), maker.normal(0.3, 6, 8, 2, 3));
        maker.then("GlobalAveragePool").then("Flatten").then("Gemm", maker.normal(0.5, 6, 5), maker.normal(0.2, 5)).then("Softmax");

        IntegerModel model = agree(maker.graph(), random, 0.1, 3, 12, 12);

        IntegerProgram program = model.program();
        assertThat(program.ops()).hasExactlyElementsOfTypes(
                IntegerOp.Linear.class, IntegerOp.Linear.class, IntegerOp.Add.class, IntegerOp.MaxPool.class, IntegerOp.AveragePool.class,
                IntegerOp.Linear.class, IntegerOp.AveragePool.class, IntegerOp.Linear.class);
        assertThat(program.output().finish()).isEqualTo(OutputRule.Finish.SOFTMAX);
    }

    private static GraphMaker normalised(GraphMaker maker, int channels) {
        return maker.then("BatchNormalization", maker.positive(channels), maker.normal(0.2, channels), maker.normal(0.2, channels), maker.positive(channels));
    }

    @Test
    void keepsADenseNetworkAndStandardisesItsInputInFloats() throws RefusedException {
        GraphMaker maker = new GraphMaker(random, 6);
        maker.then("Sub", maker.normal(1, 6)).then("Div", maker.positive(6));
        maker.then("MatMul", maker.normal(0.5, 6, 20)).then("Add", maker.normal(0.5, 20)).then("Relu");
        maker.then("MatMul", maker.normal(0.3, 20, 20)).then("Add", maker.normal(0.3, 20)).then("Clip", maker.constant(Tensor.scalar(0)), maker.constant(Tensor.scalar(6)));
        maker.attributed("Gemm", Map.of("transB", number(1)), maker.normal(0.3, 4, 20), maker.normal(0.3, 4));

        IntegerModel model = agree(maker.graph(), random, 0.05, 6);

        assertThat(model.program().ops()).hasSize(3).allMatch(IntegerOp.Linear.class::isInstance);
        assertThat(model.program().input().steps()).hasSize(2).allMatch(step -> step.repeat() == 1 && step.operands().size() == 6);
    }

    @Test
    void makesLayersOfWhatCannotBeFolded() throws RefusedException {
        GraphMaker maker = new GraphMaker(random, 4, 6, 6);
        maker.attributed("MaxPool", Map.of("kernel_shape", ints(2, 2)));
        normalised(maker, 4).then("Mul", maker.positive(4, 1, 1)).then("Relu");
        String twice = maker.last();
        maker.then("Relu").then("Add", twice);

        IntegerModel model = agree(maker.graph(), random, 0.05, 4, 6, 6);

        // The scaling by channel is one layer together with the normalisation; the second ReLU stands alone, for the first one's result is read twice.
        assertThat(model.program().ops()).hasExactlyElementsOfTypes(
                IntegerOp.MaxPool.class, IntegerOp.Linear.class, IntegerOp.Requantise.class, IntegerOp.Add.class);
    }

    // As exporters write `x.view(x.size(0), -1)`.
    @Test
    void passesOverTheComputationOfSizes() throws RefusedException {
        GraphMaker maker = new GraphMaker(random, 2, 3, 3);
        maker.attributed("Conv", Map.of(), maker.normal(0.5, 4, 2, 2, 2)).then("Relu");
        String x = maker.last();
        maker.then("Shape").attributed("Gather", Map.of(), maker.constant(Tensor.ofLongs(Shape.of(1), 0)));
        String rows = maker.last();
        maker.node("Concat", Map.of("axis", number(0)), List.of(rows, maker.constant(Tensor.ofLongs(Shape.of(1), -1))));
        maker.node("Reshape", Map.of(), List.of(x, maker.last())).then("Gemm", maker.normal(0.5, 16, 3));
        assertThat(agree(maker.graph(), random, 0.1, 2, 3, 3).program().ops()).hasSize(2);
    }

    @Test
    void slidesOverOneAxisToo() throws RefusedException {
        GraphMaker maker = new GraphMaker(random, 3, 20);
        maker.attributed("Conv", Map.of("pads", ints(2, 1), "strides", ints(2)), maker.normal(0.5, 4, 3, 4), maker.normal(0.3, 4)).then("Relu");
        maker.attributed("MaxPool", Map.of("kernel_shape", ints(3), "strides", ints(2))).then("GlobalAveragePool");
        assertThat(agree(maker.graph(), random, 0.1, 3, 20).program().ops()).hasSize(3);
    }

    @Test
    void takesTheMeanOfPlanesWhateverItIsCalled() throws RefusedException {
        GraphMaker maker = new GraphMaker(random, 3, 5, 4);
        maker.attributed("ReduceMean", Map.of("axes", ints(-1, 2), "keepdims", number(0)));
        assertThat(agree(maker.graph(), random, 0.1, 3, 5, 4).program().ops()).hasExactlyElementsOfTypes(IntegerOp.AveragePool.class);
        GraphMaker other = new GraphMaker(random, 3, 5, 4);
        other.attributed("ReduceMean", Map.of("axes", ints(1)));
        refused(other, 60, "'n0' (ReduceMean)", "all behind the channels");
    }

    @Test
    void readsAModelOfOthers() throws Exception {
        Graph graph = OnnxImport.read(Bytes.wrap(Files.readAllBytes(External.models("quantising mnist.onnx", "mnist.onnx"))));
        List<Map<String, Tensor>> pictures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            float[] pixels = new float[784];
            for (int k = 0; k < pixels.length; k++) {
                pixels[k] = random.nextInt(256);
            }
            pictures.add(Map.of("Input3", Tensor.ofFloats(Shape.of(1, 1, 28, 28), pixels)));
        }
        IntegerModel model = quantise(graph, pictures);
        // A bias that stands apart is folded, weights that are reshaped first are constants.
        assertThat(model.program().ops()).hasExactlyElementsOfTypes(
                IntegerOp.Linear.class, IntegerOp.MaxPool.class, IntegerOp.Linear.class, IntegerOp.MaxPool.class, IntegerOp.Linear.class);
        assertThat(model.parameters()).isEqualTo(5_994);
    }

    @Test
    void keepsTheIntegersAndScalesThatAModelStates() throws RefusedException {
        byte[] weights = new byte[5 * 7];
        random.nextBytes(weights);
        weights[0] = -128;
        GraphMaker maker = new GraphMaker(random, 7);
        String scale = maker.constant(Tensor.scalar(0.02f));
        String zero = maker.constant(Tensor.of(ElementType.UINT8, Shape.SCALAR, new byte[] {100}));
        maker.then("QuantizeLinear", scale, zero).then("DequantizeLinear", scale, zero);
        String x = maker.last();
        maker.node("DequantizeLinear", Map.of("axis", number(0)), List.of(
                maker.constant(Tensor.of(ElementType.INT8, Shape.of(5, 7), weights)),
                maker.constant(Tensor.ofFloats(Shape.of(5), 0.01f, 0.02f, 0.03f, 0.04f, 0.05f)),
                maker.constant(Tensor.of(ElementType.INT8, Shape.of(5), new byte[5]))));
        String w = maker.last();
        maker.node("Gemm", Map.of("transB", number(1)), List.of(x, w));
        maker.then("Relu");
        String out = maker.constant(Tensor.scalar(0.1f));
        String low = maker.constant(Tensor.of(ElementType.INT8, Shape.SCALAR, new byte[] {-128}));
        maker.then("QuantizeLinear", out, low).then("DequantizeLinear", out, low);

        IntegerModel model = agree(maker.graph(), random, 0.05, 7);

        assertThat(model.weights().getFirst().weights()).isEqualTo(weights);
        assertThat(model.program().input().scale()).isEqualTo(0.02f);
        assertThat(model.program().tensors().getFirst().zeroPoint()).isEqualTo(100);
        assertThat(model.program().output().scale()).isEqualTo(0.1f);
        assertThat(model.program().tensors().getLast().zeroPoint()).isEqualTo(-128);
        // Half up against half to even, and nothing else: at most one step, and rarely.
        List<Map<String, Tensor>> rows = rows(random, 200, 7);
        int different = 0;
        for (Map<String, Tensor> row : rows) {
            float[] floats = new Executor(maker.graph(), Engine.REFERENCE).run(row).values().iterator().next().floats();
            float[] integers = run(model, row);
            for (int i = 0; i < floats.length; i++) {
                assertThat(Math.abs(floats[i] - integers[i])).isLessThan(0.101f);
                different += floats[i] == integers[i] ? 0 : 1;
            }
        }
        assertThat(different).isLessThan(20);
    }

    @Test
    void refusesWhatIntegersCannotExpressAndNamesTheNode() {
        refused(new GraphMaker(random, 4).then("Sigmoid"), 4, "'n0' (Sigmoid)", "Sigmoid");
        refused(new GraphMaker(random, 4).then("Softmax").then("Relu"), 4, "'n1' (Relu)", "must be last");
        GraphMaker pooled = new GraphMaker(random, 2, 4, 4);
        pooled.attributed("AveragePool", Map.of("kernel_shape", ints(3, 3), "pads", ints(1, 1, 1, 1)));
        refused(pooled, 32, "'n0' (AveragePool)", "constant divisor");
        GraphMaker product = new GraphMaker(random, 2, 2);
        product.then("MatMul", "x");
        refused(product, 4, "'n0' (MatMul)", "no constant");
        GraphMaker squared = new GraphMaker(random, 4);
        squared.then("Mul", "x");
        refused(squared, 4, "'n0' (Mul)", "only equal ones can be added");
        GraphMaker clipped = new GraphMaker(random, 4);
        clipped.then("Clip", clipped.constant(Tensor.scalar(-1)), clipped.constant(Tensor.scalar(1)));
        refused(clipped, 4, "'n0' (Clip)", "lower bound of 0");
        GraphMaker divided = new GraphMaker(random, 4);
        divided.node("Div", Map.of(), List.of(divided.positive(4), "x"));
        refused(divided, 4, "'n0' (Div)", "divides a constant");
        assertThatThrownBy(() -> quantise(new GraphMaker(random, 4).input("second", 4).then("Relu").graph(), rows(random, 1, 4)))
                .hasMessageContaining("the model has 2 inputs");
        refused(new GraphMaker(random, 1, 70_000).then("GlobalAveragePool"), 70_000, "'n0' (GlobalAveragePool)", "beyond what int8-v1 can express");
        GraphMaker deep = new GraphMaker(random, 1, 1, 1, 1, 1, 1, 1, 2);
        deep.then("Relu");
        refused(deep, 2, "", "at most 7 dimensions");
        GraphMaker wide = new GraphMaker(random, 140_000);
        wide.then("MatMul", wide.normal(0.1, 140_000, 1));
        assertThatThrownBy(() -> quantise(wide.graph(), rows(random, 1, 140_000))).hasMessageContaining("layer n0: an accumulator can reach");
    }

    private void refused(GraphMaker maker, int elements, String node, String reason) {
        Graph graph = maker.graph();
        int[] row = ((dev.credence.inference.graph.ValueType.TensorType) graph.inputs().getFirst().type())
                .dimensions().orElseThrow().stream().skip(1).mapToInt(dimension -> (int) dimension.size()).toArray();
        assertThat(Shape.of(row).elements()).isEqualTo(elements);
        assertThatThrownBy(() -> quantise(graph, rows(random, 1, row)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(node)
                .hasMessageContaining(reason);
    }

    @Test
    void saturatesAsManyNumbersAsItIsAllowedTo() throws RefusedException {
        GraphMaker maker = new GraphMaker(random, 10);
        maker.then("Gemm", maker.normal(0.5, 10, 10)).then("Relu");
        List<Map<String, Tensor>> rows = rows(random, 300, 10);
        float whole = Quantiser.quantise(maker.graph(), rows, Engine.REFERENCE, Quantiser.Settings.DEFAULT).program().output().scale();
        float clipped = Quantiser.quantise(maker.graph(), rows, Engine.REFERENCE, new Quantiser.Settings(20_000)).program().output().scale();
        assertThat(clipped).isBetween(0.3f * whole, 0.9f * whole);
    }

    private static IntegerModel quantise(Graph graph, List<Map<String, Tensor>> rows) throws RefusedException {
        return Quantiser.quantise(graph, rows, Engine.REFERENCE, Quantiser.Settings.DEFAULT);
    }

    // Root of the mean squared difference, against the spread of the float answers.
    private static IntegerModel agree(Graph graph, RandomGenerator random, double share, int... row) throws RefusedException {
        IntegerModel model = quantise(graph, rows(random, 40, row));
        Executor floats = new Executor(graph, Engine.REFERENCE);
        double squares = 0;
        double spread = 0;
        for (Map<String, Tensor> each : rows(random, 40, row)) {
            float[] expected = floats.run(each).values().iterator().next().floats();
            float[] found = run(model, each);
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.length; i++) {
                squares += Math.pow(found[i] - expected[i], 2);
                spread += Math.pow(expected[i], 2);
            }
        }
        assertThat(Math.sqrt(squares / spread)).isLessThan(share);
        return model;
    }

    private static float[] run(IntegerModel model, Map<String, Tensor> row) throws RefusedException {
        return IntegerExecutor.of(model, Engine.REFERENCE).run(row, TraceSink.NONE).values().iterator().next().floats();
    }

    private static List<Map<String, Tensor>> rows(RandomGenerator random, int count, int... row) {
        int[] shape = new int[row.length + 1];
        shape[0] = 1;
        System.arraycopy(row, 0, shape, 1, row.length);
        List<Map<String, Tensor>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] x = new float[Shape.of(shape).elements()];
            for (int k = 0; k < x.length; k++) {
                x[k] = (float) random.nextGaussian();
            }
            rows.add(Map.of("x", Tensor.ofFloats(Shape.of(shape), x)));
        }
        return rows;
    }
}
