package dev.credence.inference.integer.quantise;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What executing a graph on single rows showed of its values: shapes, constants, and between which numbers each value lies.
final class Observation {
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Tensor> constants = new HashMap<>();
    private final Map<String, Meter> meters = new HashMap<>();
    private final Set<String> sizes = new HashSet<>();

    private Observation() {}

    /// Runs `graph` on every row.
    ///
    /// @param rows at least one; the graph's inputs, each with a leading axis of 1
    /// @param clip what share of the numbers farthest out, in millionths, is left out of a range
    static Observation of(Graph graph, Engine engine, List<Map<String, Tensor>> rows, int clip) throws RefusedException {
        Observation observation = new Observation();
        Executor executor = new Executor(graph, engine);
        Set<String> constant = new HashSet<>(graph.initializers().keySet());
        observation.constants.putAll(graph.initializers());
        for (Node node : graph.nodes()) {
            if (constant.containsAll(node.inputs().stream().filter(name -> !name.isEmpty()).toList())) {
                constant.addAll(node.outputs());
            }
        }
        boolean first = true;
        for (Map<String, Tensor> row : rows) {
            boolean whole = first;
            row.forEach((name, tensor) -> observation.take(name, tensor, false));
            executor.run(row, (position, layer, output, tensor) -> {
                String name = graph.nodes().get(layer).outputs().get(output);
                if (whole || !constant.contains(name)) {
                    observation.take(name, tensor, constant.contains(name));
                }
            });
            first = false;
        }
        observation.meters.values().forEach(meter -> meter.clip(clip));
        return observation;
    }

    private void take(String name, Tensor tensor, boolean constant) {
        shapes.putIfAbsent(name, tensor.shape());
        if (constant) {
            constants.putIfAbsent(name, tensor);
        } else if (tensor.type() == ElementType.INT64 || tensor.type() == ElementType.INT32) {
            sizes.add(name);
        } else if (tensor.type() == ElementType.FLOAT) {
            meters.computeIfAbsent(name, _ -> new Meter()).take(tensor.floats());
        }
    }

    boolean isConstant(String name) {
        return constants.containsKey(name);
    }

    Tensor constant(String name) {
        return constants.get(name);
    }

    /// The shape of `name` on one row, the leading axis of 1 included.
    Shape shape(String name) {
        Shape shape = shapes.get(name);
        return shape == null ? constants.get(name).shape() : shape;
    }

    /// Whether `name` holds whole numbers that are computed from the input: in the graphs that can be expressed, sizes for a reshape.
    boolean isSizes(String name) {
        return sizes.contains(name);
    }

    /// Whether `name` is a tensor of floats that came by.
    boolean isMeasured(String name) {
        return meters.containsKey(name);
    }

    /// The smallest number seen, or 0 if that is smaller.
    double low(String name) {
        return meters.get(name).low;
    }

    /// The largest number seen, or 0 if that is larger.
    double high(String name) {
        return meters.get(name).high;
    }

    /// The range of one value, and how its numbers are spread over it: a histogram whose cells double in width when a number falls
    /// outside.
    private static final class Meter {
        private static final int CELLS = 4_096;

        private final long[] cells = new long[CELLS];
        private double width = 0x1p-30;
        private long count;
        private double low;
        private double high;

        void take(float[] values) {
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    continue;
                }
                low = Math.min(low, value);
                high = Math.max(high, value);
                while (Math.abs(value) >= width * (CELLS / 2)) {
                    widen();
                }
                cells[(int) Math.floor(value / width) + CELLS / 2]++;
                count++;
            }
        }

        private void widen() {
            long[] wider = new long[CELLS];
            for (int i = 0; i < CELLS; i++) {
                wider[Math.floorDiv(i - CELLS / 2, 2) + CELLS / 2] += cells[i];
            }
            System.arraycopy(wider, 0, cells, 0, CELLS);
            width *= 2;
        }

        /// Draws both ends in until `millionths` of the numbers lie outside on either side.
        void clip(int millionths) {
            long outside = count * millionths / 1_000_000;
            long below = 0;
            for (int i = 0; i < CELLS && below + cells[i] <= outside; i++) {
                below += cells[i];
                low = Math.max(low, Math.min((i + 1 - CELLS / 2) * width, 0));
            }
            long above = 0;
            for (int i = CELLS - 1; i >= 0 && above + cells[i] <= outside; i--) {
                above += cells[i];
                high = Math.min(high, Math.max((i - CELLS / 2) * width, 0));
            }
        }
    }
}
