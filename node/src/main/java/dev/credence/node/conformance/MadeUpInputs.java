package dev.credence.node.conformance;

import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.Value;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Storage;
import dev.credence.inference.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// Inputs for measuring a model that comes without a data set: each open dimension is 1, floating-point numbers run through
/// −1 … 1, everything else is zero (an index that is always valid).
public final class MadeUpInputs {
    /// 256 MiB of floats: nobody's input, and still not a way to fill a machine.
    private static final int ELEMENTS_MAX = 1 << 26;

    private static final int PERIOD = 257;

    private MadeUpInputs() {}

    public static Map<String, Tensor> of(Graph graph) throws RefusedException {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Value input : graph.inputs()) {
            if (!(input.type() instanceof ValueType.TensorType type) || type.dimensions().isEmpty()) {
                throw new RefusedException(Refusal.UNSUPPORTED_TYPE,
                        "the input '" + input.name() + "' is " + input.type() + ", for which no tensor can be made up; give a folder with a test_data_set_0");
            }
            long[] sizes = type.dimensions().get().stream()
                    .mapToLong(dimension -> dimension.isFixed() ? dimension.size() : 1)
                    .toArray();
            Shape shape = Shape.ofChecked(sizes)
                    .filter(made -> made.elements() <= ELEMENTS_MAX)
                    .orElseThrow(() -> new RefusedException(Refusal.INVALID_SHAPE,
                            "the input '" + input.name() + "' of " + input.type() + " has more than " + ELEMENTS_MAX + " elements"));
            inputs.put(input.name(), tensor(type.element(), shape));
        }
        return inputs;
    }

    private static Tensor tensor(ElementType type, Shape shape) {
        Object array = Storage.allocate(type, shape.elements());
        switch (array) {
            case float[] floats -> {
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (i % PERIOD - PERIOD / 2) / (PERIOD / 2f);
                }
            }
            case double[] doubles -> {
                for (int i = 0; i < doubles.length; i++) {
                    doubles[i] = (i % PERIOD - PERIOD / 2) / (PERIOD / 2d);
                }
            }
            default -> {
                // Zeros, as allocated.
            }
        }
        return Tensor.of(type, shape, array);
    }
}
