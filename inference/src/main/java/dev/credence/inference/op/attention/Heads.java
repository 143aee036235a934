package dev.credence.inference.op.attention;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Vectors by batch, head and position: [batch × heads × positions × size].
record Heads(float[] values, int batch, int count, int positions, int size) {
    private static final int HEADS_MAX = 1 << 16;

    /// From a tensor of that shape, or of [batch × positions × heads·size] with the number of heads given.
    static Heads of(Tensor x, long heads, String what, Work work) throws RefusedException {
        if (x.shape().rank() == 3) {
            if (heads < 1 || heads > HEADS_MAX || x.shape().at(2) % heads != 0) {
                throw Operands.shape(what + " has shape " + x.shape() + " for " + heads + " heads");
            }
            int size = (int) (x.shape().at(2) / heads);
            Shape split = Shape.of(x.shape().at(0), x.shape().at(1), (int) heads, size);
            return of(Strided.transpose(x.reshape(split), new int[] {0, 2, 1, 3}, work));
        }
        if (x.shape().rank() != 4) {
            throw Operands.shape(what + " has shape " + x.shape() + ", expected rank 3 or 4");
        }
        if (heads != 0 && heads != x.shape().at(1)) {
            throw Operands.shape(what + " has shape " + x.shape() + " for " + heads + " heads");
        }
        return of(x);
    }

    private static Heads of(Tensor x) {
        return new Heads(x.floats(), x.shape().at(0), x.shape().at(1), x.shape().at(2), x.shape().at(3));
    }

    /// These positions after the earlier ones.
    Heads after(Tensor past, String what, Work work) throws RefusedException {
        if (past == null) {
            return this;
        }
        Shape shape = past.shape();
        if (shape.rank() != 4 || shape.at(0) != batch || shape.at(1) != count || shape.at(3) != size) {
            throw Operands.shape(what + " has shape " + shape + ", expected [" + batch + "," + count + ",…," + size + "]");
        }
        Heads both = new Heads(new float[work.shape(batch, count, (long) shape.at(2) + positions, size).elements()],
                batch, count, shape.at(2) + positions, size);
        int before = shape.at(2) * size;
        int own = positions * size;
        for (int i = 0; i < batch * count; i++) {
            System.arraycopy(past.floats(), i * before, both.values, i * (before + own), before);
            System.arraycopy(values, i * own, both.values, i * (before + own) + before, own);
        }
        return both;
    }

    /// Where the vector begins.
    int at(int b, int head, int position) {
        return ((b * count + head) * positions + position) * size;
    }

    Tensor tensor() {
        return Tensor.ofFloats(Shape.of(batch, count, positions, size), values);
    }
}
