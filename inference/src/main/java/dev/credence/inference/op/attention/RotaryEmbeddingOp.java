package dev.credence.inference.op.attention;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Rotates pairs of elements by angles that depend on the position: (a, b) becomes (c·a − s·b, s·a + c·b), without fma.
record RotaryEmbeddingOp(boolean interleaved, int dimensions, long heads) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new RotaryEmbeddingOp(node.flag("interleaved", false), node.integer("rotary_embedding_dim", 0, 0, 1 << 20),
                node.integer("num_heads", 0));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Heads x = Heads.of(inputs[0], heads, "the input", work);
        int rotated = dimensions == 0 ? x.size() : dimensions;
        int half = rotated / 2;
        Tensor positions = Operands.optional(inputs, 3);
        int[] rows = rows(inputs[1], positions, x);
        Tensor cos = inputs[1];
        Tensor sin = inputs[2];
        int rank = cos.shape().rank();
        if (rotated > x.size() || rotated % 2 != 0 || rank < 2 || cos.shape().at(rank - 1) != half
                || !cos.shape().equals(sin.shape())) {
            throw Operands.shape("rotates " + rotated + " of " + x.size() + " elements by " + cos.shape() + " and " + sin.shape());
        }
        float[] y = work.floats(Shape.of(x.batch(), x.count(), x.positions(), x.size()));
        System.arraycopy(x.values(), 0, y, 0, y.length);
        for (int b = 0; b < x.batch(); b++) {
            for (int head = 0; head < x.count(); head++) {
                for (int i = 0; i < x.positions(); i++) {
                    int at = x.at(b, head, i);
                    int row = rows[b * x.positions() + i] * half;
                    for (int k = 0; k < half; k++) {
                        int first = at + (interleaved ? 2 * k : k);
                        int second = at + (interleaved ? 2 * k + 1 : half + k);
                        float c = cos.floats()[row + k];
                        float s = sin.floats()[row + k];
                        y[first] = c * x.values()[first] - s * x.values()[second];
                        y[second] = s * x.values()[first] + c * x.values()[second];
                    }
                }
            }
        }
        Tensor result = new Heads(y, x.batch(), x.count(), x.positions(), x.size()).tensor();
        return Operands.one(inputs[0].shape().rank() == 4 ? result
                : Strided.transpose(result, new int[] {0, 2, 1, 3}, work).reshape(inputs[0].shape()));
    }

    // The row of the tables for each batch and position: by id, or else in order.
    private static int[] rows(Tensor cos, Tensor positions, Heads x) throws RefusedException {
        int[] rows = new int[x.batch() * x.positions()];
        if (positions == null) {
            Operands.requireShape(cos, Shape.of(x.batch(), x.positions(), cos.shape().rank() == 3 ? cos.shape().at(2) : 0), "the table");
            for (int i = 0; i < rows.length; i++) {
                rows[i] = i;
            }
            return rows;
        }
        Operands.requireShape(positions, Shape.of(x.batch(), x.positions()), "position_ids");
        if (cos.shape().rank() != 2) {
            throw Operands.shape("looks positions up in " + cos.shape());
        }
        long[] ids = Operands.longs(positions, "position_ids");
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Operands.index(ids[i], cos.shape().at(0));
        }
        return rows;
    }
}
