package dev.credence.inference.op.recurrent;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Span;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// The operands of a recurrent operation, checked, time first.
///
/// Shapes: x [times × batch × width], w [directions × gates·hidden × width], r [directions × gates·hidden × hidden],
/// b [directions × 2·gates·hidden] or null, lengths one a batch, h [directions × batch × hidden].
record Sequence(float[] x, float[] w, float[] r, float[] b, int[] lengths, float[] h, Sizes sizes) {
    /// All sizes of one operation.
    record Sizes(int times, int batch, int width, int hidden, int gates, int directions) {}

    static Sequence of(Tensor[] inputs, int gates, RecurrentAttributes attributes, Work work) throws RefusedException {
        Tensor x = inputs[0];
        if (x.shape().rank() != 3 || inputs[2].shape().rank() != 3) {
            throw Operands.shape("runs over " + x.shape() + " with weights " + inputs[2].shape() + ", expected rank 3");
        }
        Tensor timeFirst = attributes.batchFirst() ? Strided.transpose(x, new int[] {1, 0, 2}, work) : x;
        Shape shape = timeFirst.shape();
        Sizes sizes = new Sizes(shape.at(0), shape.at(1), shape.at(2), inputs[2].shape().at(2), gates, attributes.directions());
        long rows = (long) gates * sizes.hidden();
        requireShape(inputs[1], "W", sizes.directions(), rows, sizes.width());
        requireShape(inputs[2], "R", sizes.directions(), rows, sizes.hidden());
        Tensor b = Operands.optional(inputs, 3);
        if (b != null) {
            requireShape(b, "B", sizes.directions(), 2 * rows);
        }
        work.spend(sizes.directions() * (long) sizes.times() * sizes.batch() * rows * (sizes.width() + sizes.hidden()));
        return new Sequence(timeFirst.floats(), inputs[1].floats(), inputs[2].floats(), b == null ? null : b.floats(),
                lengths(Operands.optional(inputs, 4), sizes), state(Operands.optional(inputs, 5), sizes, attributes, work), sizes);
    }

    /// An initial state [directions × batch × hidden] as a new array; zeros if it is left out.
    static float[] state(Tensor given, Sizes sizes, RecurrentAttributes attributes, Work work) throws RefusedException {
        Shape shape = work.shape(sizes.directions(), sizes.batch(), sizes.hidden());
        float[] state = new float[shape.elements()];
        if (given != null) {
            Tensor ordered = given;
            if (attributes.batchFirst() && given.shape().rank() == 3) {
                ordered = Strided.transpose(given, new int[] {1, 0, 2}, work);
            }
            Operands.requireShape(ordered, shape, "the initial state");
            System.arraycopy(ordered.floats(), 0, state, 0, state.length);
        }
        return state;
    }

    static void requireShape(Tensor tensor, String what, long... sizes) throws RefusedException {
        if (!Arrays.equals(tensor.shape().toLongs(), sizes)) {
            throw Operands.shape(what + " has shape " + tensor.shape() + ", expected " + Arrays.toString(sizes));
        }
    }

    private static int[] lengths(Tensor given, Sizes sizes) throws RefusedException {
        int[] lengths = new int[sizes.batch()];
        Arrays.fill(lengths, sizes.times());
        if (given != null) {
            requireShape(given, "sequence_lens", sizes.batch());
            long[] longs = Operands.longs(given, "sequence_lens");
            for (int i = 0; i < lengths.length; i++) {
                if (longs[i] < 0 || longs[i] > sizes.times()) {
                    throw Operands.value("runs " + longs[i] + " of " + sizes.times() + " steps");
                }
                lengths[i] = (int) longs[i];
            }
        }
        return lengths;
    }

    /// W·x for all times of one direction: [times·batch × gates·hidden], each a 16-lane dot product.
    float[] projected(int direction, Work work) throws RefusedException {
        int rows = sizes.gates() * sizes.hidden();
        MatMulShape shape = new MatMulShape(sizes.times() * sizes.batch(), sizes.width(), rows);
        float[] y = new float[work.shape(shape.rows(), rows).elements()];
        work.kernels().matMulRows(shape, new Span(x, 0), new Span(w, direction * rows * sizes.width()), new Span(y, 0));
        return y;
    }

    /// R·h for one step of one direction into `y` [batch × gates·hidden].
    void recur(int direction, float[] h, int hAt, float[] y, Work work) {
        int rows = sizes.gates() * sizes.hidden();
        MatMulShape shape = new MatMulShape(sizes.batch(), sizes.hidden(), rows);
        work.kernels().matMulRows(shape, new Span(h, hAt), new Span(r, direction * rows * sizes.hidden()), new Span(y, 0));
    }

    /// The input bias of a row of weights.
    float inputBias(int direction, int row) {
        return b == null ? 0f : b[direction * 2 * sizes.gates() * sizes.hidden() + row];
    }

    /// The recurrent bias of a row of weights.
    float recurrentBias(int direction, int row) {
        return b == null ? 0f : b[(direction * 2 + 1) * sizes.gates() * sizes.hidden() + row];
    }
}
