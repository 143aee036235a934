package dev.credence.inference.integer.quantise;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes an integer model of a float one: executes it on samples to see between which numbers each tensor lies, folds and fuses, and
/// rounds weights channel by channel.
///
/// Convolutions, dense layers, ReLU and clips at 0, pooling with a constant divisor, residual sums, normalisation with constants,
/// reshaping, a softmax at the end; standardisation of the input stays in floats. A model that states its own scales
/// (`QuantizeLinear`, `DequantizeLinear`) keeps them, but halves are rounded up here and to even in ONNX.
public final class Quantiser {
    private Quantiser() {}

    /// @param clipMillionths what share of a tensor's numbers farthest out saturates on either side, in millionths; 0 keeps all that the
    ///     samples showed
    public record Settings(int clipMillionths) {
        public static final Settings DEFAULT = new Settings(0);

        public Settings {
            if (clipMillionths < 0 || clipMillionths > 100_000) {
                throw new IllegalArgumentException("0 to 100,000 millionths expected, found " + clipMillionths);
            }
        }
    }

    /// @param samples typical requests of one or many rows each; at least one row in all
    /// @param engine  executes the float model
    /// @throws RefusedException naming node and reason, if integers cannot express the graph, or naming the layer, if a sum could
    ///     overflow
    public static IntegerModel quantise(Graph graph, List<Map<String, Tensor>> samples, Engine engine, Settings settings)
            throws RefusedException {
        Lowering.check(graph);
        List<Map<String, Tensor>> rows = new ArrayList<>();
        samples.forEach(sample -> rows.addAll(rows(sample)));
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("at least one row of samples expected");
        }
        FloatNet net = Lowering.of(graph, Observation.of(graph, engine, rows, settings.clipMillionths()));
        try {
            return Assembly.of(net);
        } catch (IllegalArgumentException outside) {
            // The bounds of integer programs stand in their records; a model beyond them is no programmer's error here.
            throw Operands.mode("the model is beyond what int8-v1 can express: " + outside.getMessage());
        }
    }

    /// The rows of a request, each as a request of its own.
    public static List<Map<String, Tensor>> rows(Map<String, Tensor> request) {
        int count = request.values().stream().mapToInt(tensor -> tensor.shape().rank() == 0 ? 0 : tensor.shape().at(0)).min().orElse(0);
        List<Map<String, Tensor>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            Map<String, Tensor> single = new LinkedHashMap<>();
            for (Map.Entry<String, Tensor> input : request.entrySet()) {
                single.put(input.getKey(), row(input.getValue(), row));
            }
            rows.add(single);
        }
        return rows;
    }

    private static Tensor row(Tensor all, int row) {
        if (!(all.array() instanceof float[] floats)) {
            return all;
        }
        int[] dimensions = all.shape().toArray();
        dimensions[0] = 1;
        Shape shape = Shape.of(dimensions);
        return Tensor.ofFloats(shape, Arrays.copyOfRange(floats, row * shape.elements(), (row + 1) * shape.elements()));
    }
}
