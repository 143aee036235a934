package dev.credence.inference.execution;

import dev.credence.inference.graph.Attribute;
import dev.credence.inference.graph.Dimension;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the body of a loop carries from run to run, and what it collects.
///
/// @param states   values that a run hands to the next one
/// @param elements slices of operands that each run gets (Scan)
/// @param body     for the declared types of what is collected, where there was no run
record Repetition(int states, int elements, Graph body, ScanAxes axes) {
    /// How Scan walks; `null` arrays are all zeros.
    record ScanAxes(long[] inputs, long[] inputDirections, long[] outputs, long[] outputDirections) {
        static final ScanAxes NONE = new ScanAxes(null, null, null, null);

        long input(int i) {
            return inputs == null ? 0 : inputs[i];
        }

        boolean inputReversed(int i) {
            return inputDirections != null && inputDirections[i] == 1;
        }

        long output(int i) {
            return outputs == null ? 0 : outputs[i];
        }

        boolean outputReversed(int i) {
            return outputDirections != null && outputDirections[i] == 1;
        }
    }

    static Repetition loop(Node node, Graph body) throws RefusedException {
        int states = body.inputs().size() - 2;
        if (states < 0 || node.inputs().size() - 2 != states || body.outputs().size() - 1 < states) {
            throw OpNode.invalid("carries " + (node.inputs().size() - 2) + " values into a body of "
                    + body.inputs().size() + " inputs and " + body.outputs().size() + " outputs");
        }
        return new Repetition(states, 0, body, ScanAxes.NONE);
    }

    static Repetition scan(Node node, Graph body) throws RefusedException {
        OpNode view = new OpNode(node, 9);
        int elements = view.integer("num_scan_inputs", 0, 1, 1 << 16);
        int states = node.inputs().size() - elements;
        if (states < 0 || body.inputs().size() != node.inputs().size() || body.outputs().size() < states) {
            throw OpNode.invalid("walks over " + elements + " of " + node.inputs().size() + " inputs with a body of "
                    + body.inputs().size());
        }
        int collected = body.outputs().size() - states;
        ScanAxes axes = new ScanAxes(
                sized(view, "scan_input_axes", elements), sized(view, "scan_input_directions", elements),
                sized(view, "scan_output_axes", collected), sized(view, "scan_output_directions", collected));
        return new Repetition(states, elements, body, axes);
    }

    private static long[] sized(OpNode view, String name, int expected) throws RefusedException {
        long[] values = view.integers(name).orElse(null);
        if (values != null && values.length != expected) {
            throw OpNode.invalid("attribute " + name + " has " + values.length + " numbers, expected " + expected);
        }
        return values;
    }

    static Graph body(Node node, String name) throws RefusedException {
        if (!(node.attributes().get(name) instanceof Attribute.GraphValue(Graph body))) {
            throw OpNode.invalid("attribute " + name + " is not a graph");
        }
        return body;
    }

    /// An empty list for each collected output of a body with `outputs` outputs.
    List<List<Tensor>> collections(int outputs) {
        List<List<Tensor>> collected = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            collected.add(new ArrayList<>());
        }
        return collected;
    }

    /// The node's results: the last states, then everything collected along its axis.
    ///
    /// @param skipped body outputs that come before the states (a loop's condition)
    Tensor[] results(Tensor[] last, List<List<Tensor>> collected, int skipped, Work work) throws RefusedException {
        Tensor[] results = Arrays.copyOf(last, states + collected.size());
        for (int i = 0; i < collected.size(); i++) {
            List<Tensor> parts = collected.get(i);
            results[states + i] = parts.isEmpty()
                    ? nothing(skipped + states + i, work)
                    : Stack.join(parts, axes.output(i), axes.outputReversed(i), work);
        }
        return results;
    }

    // No run: what would have been collected has the declared type and shape, and 0 along the new axis.
    private Tensor nothing(int output, Work work) throws RefusedException {
        if (body.outputs().get(output).type() instanceof ValueType.TensorType(var element, var dimensions)
                && dimensions.isPresent()
                && dimensions.get().stream().allMatch(Dimension::isFixed)) {
            long[] sizes = new long[dimensions.get().size() + 1];
            for (int i = 1; i < sizes.length; i++) {
                sizes[i] = dimensions.get().get(i - 1).size();
            }
            return work.allocate(element, work.shape(sizes));
        }
        throw new RefusedException(Refusal.UNSUPPORTED_MODE,
                "collects from a body that never ran and declares no shape for '" + body.outputs().get(output).name() + "'");
    }

    /// The number of runs that the operands of a Scan ask for: the common size along their axes.
    int length(Tensor[] operands) throws RefusedException {
        int length = -1;
        for (int i = 0; i < elements; i++) {
            Tensor operand = operands[states + i];
            int size = operand.shape().at(Operands.axis(axes.input(i), operand.shape().rank()));
            if (length >= 0 && size != length) {
                throw Operands.shape("walks over " + length + " and " + size + " places at once");
            }
            length = size;
        }
        return length;
    }

    /// What run `index` of `length` gets of the operand number `i` that is walked over.
    Tensor element(Tensor[] operands, int i, int index, int length, Work work) throws RefusedException {
        Tensor operand = operands[states + i];
        int axis = Operands.axis(axes.input(i), operand.shape().rank());
        return Stack.slice(operand, axis, axes.inputReversed(i) ? length - 1 - index : index, work);
    }
}
