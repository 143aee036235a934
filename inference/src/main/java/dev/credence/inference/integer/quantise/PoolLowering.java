package dev.credence.inference.integer.quantise;

import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.PlaneAxis;
import dev.credence.inference.integer.PlaneWindow;
import dev.credence.inference.op.Axis;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Window;
import dev.credence.inference.op.linear.WindowAttributes;
import dev.credence.inference.tensor.Shape;
import java.util.Arrays;
import java.util.stream.LongStream;

/// Pooling in integers.
final class PoolLowering {
    private final Graph graph;
    private final NetDraft draft;

    PoolLowering(Graph graph, NetDraft draft) {
        this.graph = graph;
        this.draft = draft;
    }

    void maximum(Node node) throws RefusedException {
        Window window = window(node);
        IntegerOp.Planes planes = planes(node, plane(window));
        draft.append(new FloatOp.Maximum(draft.label(node), draft.tensor(node.inputs().getFirst()), planes), node.outputs().getFirst());
    }

    void average(Node node) throws RefusedException {
        Window window = window(node);
        PlaneWindow plane = plane(window);
        boolean countsPadding = draft.view(node, graph).flag("count_include_pad", false) && !isBeyond(window.height()) && !isBeyond(window.width());
        if (!countsPadding && !plane.isFull()) {
            throw Operands.mode("divides by another number at its borders than inside; only a constant divisor can be expressed");
        }
        mean(node, plane);
    }

    // Rounding the output size up can lead beyond the padding, which is never counted.
    private static boolean isBeyond(Axis axis) {
        return axis.source(axis.out() - 1, axis.kernel() - 1) >= axis.in() + axis.padEnd();
    }

    void global(Node node) throws RefusedException {
        Shape x = draft.seen().shape(node.inputs().getFirst());
        if (x.rank() != 3 && x.rank() != 4) {
            throw Operands.mode("pools over " + (x.rank() - 2) + " axes, expected one or two");
        }
        PlaneWindow whole = new PlaneWindow(x.rank() == 4 ? whole(x.at(2)) : PlaneAxis.NONE, whole(x.at(x.rank() - 1)));
        if (node.operation().equals("GlobalMaxPool")) {
            FloatOp.Maximum pool = new FloatOp.Maximum(draft.label(node), draft.tensor(node.inputs().getFirst()), planes(node, whole));
            draft.append(pool, node.outputs().getFirst());
        } else {
            mean(node, whole);
        }
    }

    /// A mean over all axes but rows and channels is global pooling.
    void reduced(Node node) throws RefusedException {
        int rank = draft.seen().shape(node.inputs().getFirst()).rank();
        long[] axes = draft.view(node, graph).integers("axes").orElseGet(() ->
                NetDraft.has(node, 1) && draft.seen().isConstant(node.inputs().get(1)) ? draft.seen().constant(node.inputs().get(1)).longs() : new long[0]);
        long[] sorted = Arrays.stream(axes).map(axis -> axis < 0 ? axis + rank : axis).sorted().toArray();
        if (rank < 3 || !Arrays.equals(sorted, LongStream.range(2, rank).toArray())) {
            throw Operands.mode("takes the mean over axes " + Arrays.toString(axes) + " of " + rank + "; only all behind the channels can be expressed");
        }
        global(node);
    }

    private static PlaneAxis whole(int size) {
        return new PlaneAxis(size, 1, size, 1, 1, 0);
    }

    private void mean(Node node, PlaneWindow window) throws RefusedException {
        FloatOp op = new FloatOp.Average(draft.label(node), draft.tensor(node.inputs().getFirst()), planes(node, window), FloatOp.Clip.NONE);
        draft.append(op, node.outputs().getFirst());
    }

    private IntegerOp.Planes planes(Node node, PlaneWindow window) throws RefusedException {
        return new IntegerOp.Planes(draft.seen().shape(node.inputs().getFirst()).at(1), window);
    }

    private Window window(Node node) throws RefusedException {
        WindowAttributes attributes = WindowAttributes.decode(draft.view(node, graph));
        return attributes.over(draft.seen().shape(node.inputs().getFirst()), attributes.kernel());
    }

    /// The window of one or two axes in the terms of integer programs.
    static PlaneWindow plane(Window window) throws RefusedException {
        if (!window.depth().equals(Axis.NONE)) {
            throw Operands.mode("slides over three axes; two can be expressed");
        }
        try {
            return new PlaneWindow(axis(window.height()), axis(window.width()));
        } catch (IllegalArgumentException outside) {
            throw Operands.mode("slides a window that cannot be expressed: " + outside.getMessage());
        }
    }

    private static PlaneAxis axis(Axis axis) {
        return new PlaneAxis(axis.in(), axis.out(), axis.kernel(), axis.stride(), axis.dilation(), axis.padBegin());
    }
}
