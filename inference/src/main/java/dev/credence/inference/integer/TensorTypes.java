package dev.credence.inference.integer;

import java.util.ArrayList;
import java.util.List;

/// Infers the types of a program's tensors, and sees that operations fit together.
final class TensorTypes {
    private TensorTypes() {}

    /// The types of all tensors, that of the input first. The operations must have passed `check`.
    static List<IntegerTensor> of(IntegerTensor input, List<IntegerOp> ops) {
        List<IntegerTensor> types = new ArrayList<>(ops.size() + 1);
        types.add(input);
        for (IntegerOp op : ops) {
            types.add(result(op, types));
        }
        return List.copyOf(types);
    }

    private static IntegerTensor result(IntegerOp op, List<IntegerTensor> types) {
        return switch (op) {
            case IntegerOp.Linear linear -> type(linear.outputs(), linear.rescale());
            case IntegerOp.Add add -> type(add.outputs(), add.rescale());
            case IntegerOp.AveragePool pool -> type(pool.outputs(), pool.rescale());
            case IntegerOp.MaxPool pool -> {
                IntegerTensor operand = types.get(pool.input());
                yield new IntegerTensor(pool.outputs(), operand.range(), operand.zeroPoint());
            }
            case IntegerOp.Requantise requantise -> type(requantise.outputs(), requantise.rescale());
        };
    }

    private static IntegerTensor type(int elements, Rescale rescale) {
        return new IntegerTensor(elements, rescale.range(), rescale.zeroPoint());
    }

    /// @throws IllegalArgumentException if an operand does not exist or has another size, a tensor is never read, or there are too many
    ///     elements
    static void check(IntegerTensor input, List<IntegerOp> ops) {
        int[] sizes = new int[ops.size() + 1];
        boolean[] read = new boolean[ops.size() + 1];
        sizes[0] = input.elements();
        long elements = input.elements();
        for (int i = 0; i < ops.size(); i++) {
            IntegerOp op = ops.get(i);
            for (int operand : op.operands()) {
                if (operand > i) {
                    throw fault(op, "reads tensor " + operand + " before it is written");
                }
                if (sizes[operand] != inputs(op)) {
                    throw fault(op, "reads " + inputs(op) + " elements of tensor " + operand + ", which has " + sizes[operand]);
                }
                read[operand] = true;
            }
            sizes[i + 1] = op.outputs();
            elements += op.outputs();
        }
        if (elements > IntegerProgram.ELEMENTS_MAX) {
            throw new IllegalArgumentException("at most " + IntegerProgram.ELEMENTS_MAX + " elements in all tensors expected, found " + elements);
        }
        for (int tensor = 0; tensor < ops.size(); tensor++) {
            if (!read[tensor]) {
                throw new IllegalArgumentException("every tensor but the last read expected, found tensor " + tensor + " without a reader");
            }
        }
    }

    private static int inputs(IntegerOp op) {
        return switch (op) {
            case IntegerOp.Linear linear -> linear.gather().inputs();
            case IntegerOp.Add add -> add.outputs();
            case IntegerOp.AveragePool pool -> pool.planes().inputs();
            case IntegerOp.MaxPool pool -> pool.planes().inputs();
            case IntegerOp.Requantise requantise -> requantise.outputs();
        };
    }

    private static IllegalArgumentException fault(IntegerOp op, String what) {
        return new IllegalArgumentException("layer " + op.name() + " " + what);
    }
}
