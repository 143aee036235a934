package dev.credence.inference.integer.quantise;

import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.InputStep;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.quantise.FloatNet.Range;
import dev.credence.inference.integer.quantise.FloatNet.Scale;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A float network while it grows: which values of the graph are which tensor, and who else reads them.
final class NetDraft {
    private final Observation seen;
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, Integer> tensors = new HashMap<>();
    private final List<FloatOp> ops = new ArrayList<>();
    private final List<InputStep> steps = new ArrayList<>();
    // By tensor: the values that it is, in the order of the graph.
    private final List<List<String>> names = new ArrayList<>();
    private final List<Optional<Scale>> given = new ArrayList<>();

    /// @param needed the nodes that the output depends on
    NetDraft(Graph graph, Observation seen, List<Node> needed) {
        this.seen = seen;
        for (Node node : needed) {
            node.inputs().forEach(name -> uses.merge(name, 1, Integer::sum));
        }
        uses.merge(graph.outputs().getFirst().name(), 1, Integer::sum);
        open(graph.inputs().getFirst().name());
    }

    Observation seen() {
        return seen;
    }

    List<FloatOp> ops() {
        return ops;
    }

    List<InputStep> steps() {
        return steps;
    }

    private void open(String value) {
        tensors.put(value, names.size());
        names.add(new ArrayList<>(List.of(value)));
        given.add(Optional.empty());
    }

    /// The tensor that `value` is.
    int tensor(String value) throws RefusedException {
        Integer tensor = tensors.get(value);
        if (tensor == null) {
            throw Operands.mode("reads '" + value + "', which is no activation");
        }
        return tensor;
    }

    boolean isTensor(String value) {
        return tensors.containsKey(value);
    }

    /// The operation that writes `tensor`; empty for the input.
    Optional<FloatOp> producer(int tensor) {
        return tensor == 0 ? Optional.empty() : Optional.of(ops.get(tensor - 1));
    }

    void append(FloatOp op, String value) {
        ops.add(op);
        open(value);
    }

    /// Puts `op` in the place of the producer of `tensor`, which is from now on `value` too.
    void replace(int tensor, FloatOp op, String value) {
        ops.set(tensor - 1, op);
        alias(tensor, value);
    }

    void alias(int tensor, String value) {
        tensors.put(value, tensor);
        names.get(tensor).add(value);
    }

    /// `value` is what an answer is rendered to from `tensor`; its numbers are not the tensor's.
    void rendered(int tensor, String value) {
        tensors.put(value, tensor);
    }

    /// Whether nobody but the next reader sees what `tensor` is now, so that it may still become something else.
    boolean isOwn(int tensor) {
        return names.get(tensor).stream().allMatch(name -> uses.getOrDefault(name, 0) == 1);
    }

    void give(int tensor, Scale scale) {
        int root = tensor;
        while (producer(root).orElse(null) instanceof FloatOp.Maximum pool) {
            root = pool.input();
        }
        if (given.get(root).isEmpty()) {
            given.set(root, Optional.of(scale));
        }
    }

    boolean isGiven(int tensor) {
        return given.get(tensor).isPresent();
    }

    /// Ranges of all tensors as they finally are.
    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        for (int tensor = 0; tensor < names.size(); tensor++) {
            double low = 0;
            double high = 0;
            for (String name : names.get(tensor).reversed()) {
                if (seen.isMeasured(name)) {
                    low = seen.low(name);
                    high = seen.high(name);
                    break;
                }
            }
            ranges.add(new Range(low, high, given.get(tensor)));
        }
        return ranges;
    }

    /// The dimensions of one row of `value`.
    int[] row(String value) throws RefusedException {
        Shape shape = seen.shape(value);
        if (shape.rank() < 1 || shape.at(0) != 1) {
            throw Operands.mode("gives " + shape + " for a single row, expected rows along the first axis");
        }
        int[] row = new int[shape.rank() - 1];
        for (int axis = 0; axis < row.length; axis++) {
            row[axis] = shape.at(axis + 1);
        }
        return row;
    }

    /// The constant operand number `index` of `node`.
    float[] constant(Node node, int index) throws RefusedException {
        String name = index < node.inputs().size() ? node.inputs().get(index) : "";
        if (name.isEmpty() || !seen.isConstant(name)) {
            throw Operands.mode("has an operand number " + index + " that is no constant");
        }
        if (!(seen.constant(name).array() instanceof float[] floats)) {
            throw Operands.mode("has a constant operand of " + seen.constant(name).type());
        }
        return floats;
    }

    static boolean has(Node node, int index) {
        return index < node.inputs().size() && !node.inputs().get(index).isEmpty();
    }

    /// A layer's name: the node's, as far as it is printable.
    String label(Node node) {
        String name = node.name().isEmpty() ? node.operation() + "-" + ops.size() : node.name();
        StringBuilder clean = new StringBuilder();
        name.chars().limit(IntegerOp.NAME_CHARS_MAX).forEach(c -> clean.append(c > 0x20 && c < 0x7f ? (char) c : '_'));
        return clean.toString();
    }

    OpNode view(Node node, Graph graph) {
        return new OpNode(node, graph.opset());
    }
}
