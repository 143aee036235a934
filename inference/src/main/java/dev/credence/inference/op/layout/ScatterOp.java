package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// A copy of the first operand with updates put in at places named by an index tensor, in the updates' order.
///
/// @param slices whether rows of indices name slices (ScatterND), or each index an element along `axis`
record ScatterOp(long axis, String reduction, boolean slices) implements Op {
    static Op decodeElements(OpNode node) throws RefusedException {
        return new ScatterOp(node.integer("axis", 0), reduction(node), false);
    }

    static Op decodeSlices(OpNode node) throws RefusedException {
        return new ScatterOp(0, reduction(node), true);
    }

    private static String reduction(OpNode node) throws RefusedException {
        return node.choice("reduction", "none", "none", "add", "mul", "max", "min");
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Tensor index = inputs[1];
        Tensor updates = inputs[2];
        Operands.sameType(x, updates);
        Tensor y = work.allocate(x.type(), x.shape());
        System.arraycopy(x.array(), 0, y.array(), 0, x.elements());
        int[] places;
        int run = 1;
        if (slices) {
            if (index.shape().rank() == 0) {
                throw Operands.shape("scatters by an index without rows");
            }
            places = ElementIndex.slices(x.shape(), index, 0);
            run = x.shape().elements(index.shape().at(index.shape().rank() - 1), x.shape().rank());
        } else {
            places = ElementIndex.places(x.shape(), index.shape(), Operands.longs(index, "the index"),
                    Operands.axis(axis, x.shape().rank()));
        }
        if ((long) places.length * run != updates.elements()) {
            throw Operands.shape("scatters " + updates.shape() + " by an index of shape " + index.shape());
        }
        if (updates.elements() == 0) {
            return Operands.one(y);
        }
        work.spend(updates.elements());
        for (int i = 0; i < places.length; i++) {
            if (reduction.equals("none")) {
                System.arraycopy(updates.array(), i * run, y.array(), places[i], run);
            } else {
                for (int j = 0; j < run; j++) {
                    Combine.into(function(), y, places[i] + j, updates, i * run + j);
                }
            }
        }
        return Operands.one(y);
    }

    private BinaryFunction function() {
        return switch (reduction) {
            case "add" -> BinaryFunction.ADD;
            case "mul" -> BinaryFunction.MUL;
            case "max" -> BinaryFunction.MAX;
            default -> BinaryFunction.MIN;
        };
    }
}
