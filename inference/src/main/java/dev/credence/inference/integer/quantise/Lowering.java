package dev.credence.inference.integer.quantise;

import dev.credence.inference.graph.Attribute;
import dev.credence.inference.graph.Dimension;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.Value;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.integer.quantise.FloatNet.Named;
import dev.credence.inference.integer.quantise.FloatNet.Scale;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// From a graph to a float network: folds what can be folded, and refuses what integers cannot express, naming the node.
final class Lowering {
    private final Graph graph;
    private final NetDraft draft;
    private final List<Node> needed;
    private final LinearLowering linear;
    private final PoolLowering pool;
    private OutputRule.Finish finish = OutputRule.Finish.NONE;

    private Lowering(Graph graph, Observation seen) {
        this.graph = graph;
        this.needed = needed(graph, seen);
        this.draft = new NetDraft(graph, seen, needed);
        this.linear = new LinearLowering(graph, draft);
        this.pool = new PoolLowering(graph, draft);
    }

    /// @param seen of rows with a leading axis of 1
    static FloatNet of(Graph graph, Observation seen) throws RefusedException {
        return new Lowering(graph, seen).net();
    }

    /// What can be seen without running the graph: one input of rows, one output.
    static void check(Graph graph) throws RefusedException {
        requireOne("input", graph.inputs());
        requireOne("output", graph.outputs());
        if (!isBatched(graph.inputs().getFirst())) {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE,
                    "the input " + graph.inputs().getFirst() + " has no leading axis of rows that is open or 1");
        }
    }

    private static void requireOne(String role, List<Value> values) throws RefusedException {
        if (values.size() != 1) {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE, "the model has " + values.size() + " " + role + "s; under int8-v1 there is one");
        }
    }

    private static boolean isBatched(Value input) {
        return input.type() instanceof ValueType.TensorType(ElementType element, var dimensions)
                && element == ElementType.FLOAT
                && dimensions.isPresent()
                && !dimensions.get().isEmpty()
                && (!dimensions.get().getFirst().isFixed() || dimensions.get().getFirst().size() == 1)
                && dimensions.get().stream().skip(1).allMatch(Dimension::isFixed);
    }

    // What computes sizes is left out: what a reshape gives was seen, and only reshapes may read them.
    private static List<Node> needed(Graph graph, Observation seen) {
        Set<String> wanted = new HashSet<>(List.of(graph.outputs().getFirst().name()));
        List<Node> needed = new ArrayList<>();
        for (Node node : graph.nodes().reversed()) {
            if (node.outputs().stream().anyMatch(wanted::contains)) {
                wanted.addAll(node.inputs());
                if (!seen.isSizes(node.outputs().getFirst())) {
                    needed.add(node);
                }
            }
        }
        Collections.reverse(needed);
        return needed;
    }

    private FloatNet net() throws RefusedException {
        for (Node node : needed) {
            if (!draft.seen().isConstant(node.outputs().getFirst())) {
                try {
                    lower(node);
                } catch (RefusedException refused) {
                    throw refused.at(node);
                } catch (IllegalArgumentException outside) {
                    // The bounds of integer programs stand in their records; a graph beyond them is no programmer's error here.
                    throw Operands.mode("is beyond what int8-v1 can express: " + outside.getMessage()).at(node);
                }
            }
        }
        String input = graph.inputs().getFirst().name();
        String output = graph.outputs().getFirst().name();
        if (draft.ops().isEmpty() || !draft.isTensor(output)) {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE, "the output '" + output + "' is computed by no layer");
        }
        return new FloatNet(named(input), draft.steps(), draft.ops(), draft.ranges(), named(output), finish);
    }

    private Named named(String value) throws RefusedException {
        return new Named(value, Arrays.stream(draft.row(value)).boxed().toList());
    }

    private void lower(Node node) throws RefusedException {
        if (node.attributes().values().stream().anyMatch(Attribute.GraphValue.class::isInstance)) {
            throw Operands.mode("runs a graph of its own, which int8-v1 cannot express");
        }
        if (finish != OutputRule.Finish.NONE) {
            throw Operands.mode("comes after the softmax, which must be last");
        }
        switch (node.qualifiedOperation()) {
            case "Identity", "Dropout", "Reshape", "Flatten", "Squeeze", "Unsqueeze" -> alias(node);
            case "Conv" -> linear.conv(node);
            case "Gemm" -> linear.gemm(node);
            case "MatMul" -> linear.matMul(node);
            case "BatchNormalization" -> linear.normalisation(node);
            case "Add", "Sub", "Mul", "Div" -> linear.elementwise(node);
            case "Relu" -> clip(node, FloatOp.Clip.RELU);
            case "Clip" -> clip(node, bounds(node));
            case "MaxPool" -> pool.maximum(node);
            case "AveragePool" -> pool.average(node);
            case "GlobalAveragePool", "GlobalMaxPool" -> pool.global(node);
            case "ReduceMean" -> pool.reduced(node);
            case "QuantizeLinear" -> quantised(node);
            case "DequantizeLinear" -> alias(node);
            case "Softmax" -> softmax(node);
            default -> throw new RefusedException(Refusal.UNSUPPORTED_OPERATOR,
                    "the operator " + node.qualifiedOperation() + " cannot be expressed under int8-v1");
        }
    }

    private void alias(Node node) throws RefusedException {
        int tensor = draft.tensor(node.inputs().getFirst());
        String value = node.outputs().getFirst();
        draft.row(value);
        draft.alias(tensor, value);
    }

    private void clip(Node node, FloatOp.Clip clip) throws RefusedException {
        int tensor = draft.tensor(node.inputs().getFirst());
        String value = node.outputs().getFirst();
        FloatOp producer = draft.producer(tensor).orElse(null);
        boolean fused = producer != null
                && !(producer instanceof FloatOp.Maximum)
                && producer.clip().upper() == Float.POSITIVE_INFINITY
                && draft.isOwn(tensor)
                && !draft.isGiven(tensor);
        if (fused) {
            draft.replace(tensor, producer.clipped(clip), value);
        } else {
            draft.append(new FloatOp.Rectify(draft.label(node), tensor, draft.seen().shape(value).elements(), clip), value);
        }
    }

    private FloatOp.Clip bounds(Node node) throws RefusedException {
        OpNode view = draft.view(node, graph);
        float low = NetDraft.has(node, 1) ? draft.constant(node, 1)[0] : view.number("min", Float.NEGATIVE_INFINITY);
        float high = NetDraft.has(node, 2) ? draft.constant(node, 2)[0] : view.number("max", Float.POSITIVE_INFINITY);
        if (low != 0 || !(high > 0)) {
            throw Operands.mode("clips to [" + low + ", " + high + "]; only a lower bound of 0 can be expressed");
        }
        return new FloatOp.Clip(true, high);
    }

    private void quantised(Node node) throws RefusedException {
        int tensor = draft.tensor(node.inputs().getFirst());
        float[] scale = draft.constant(node, 1);
        Tensor zero = NetDraft.has(node, 2) ? draft.seen().constant(node.inputs().get(2)) : null;
        ElementType type = zero == null ? ElementType.UINT8 : zero.type();
        if (scale.length != 1 || type != ElementType.UINT8 && type != ElementType.INT8) {
            throw Operands.mode("quantises with " + scale.length + " scales to " + type + "; one scale and eight bits can be expressed");
        }
        IntegerRange range = type == ElementType.UINT8 ? IntegerRange.U8 : IntegerRange.I8;
        draft.give(tensor, new Scale(scale[0], range, zero == null ? 0 : range.value(zero.bytes()[0])));
        draft.alias(tensor, node.outputs().getFirst());
    }

    private void softmax(Node node) throws RefusedException {
        int rank = draft.seen().shape(node.inputs().getFirst()).rank();
        long axis = draft.view(node, graph).integer("axis", graph.opset() < 13 ? 1 : -1);
        if ((axis < 0 ? axis + rank : axis) != rank - 1 || rank < 2) {
            throw Operands.mode("takes a softmax over axis " + axis + " of " + rank + "; only the last one can be expressed");
        }
        draft.rendered(draft.tensor(node.inputs().getFirst()), node.outputs().getFirst());
        finish = OutputRule.Finish.SOFTMAX;
    }
}
