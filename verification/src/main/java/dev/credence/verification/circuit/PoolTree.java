package dev.credence.verification.circuit;

import dev.credence.inference.integer.IntegerOp;
import java.util.Arrays;

/// A max-pooling as maxima of two (docs/spec/proof.md 7.7): node j holds max(first(j), second(j)).
///
/// The real cells of a window, in the order of its taps, form a list. While it is longer than one, neighbours are replaced by their
/// node, an odd last one is kept. Nodes are numbered by output, then by creation; the last node of an output is the output itself, the
/// others are *inner* nodes. A window of a single real cell has no node: its output is that cell, its *source*.
///
/// Operands are input cells (numbers ≥ 0) or inner nodes (~number among the inner nodes).
public final class PoolTree {
    /// In `source`: the output is a node.
    public static final int NODE = -1;

    private final int[] first;
    private final int[] second;
    private final int[] value;
    private final int[] sources;
    private final int innerNodes;

    private PoolTree(Builder builder) {
        this.first = Arrays.copyOf(builder.first, builder.nodes);
        this.second = Arrays.copyOf(builder.second, builder.nodes);
        this.value = Arrays.copyOf(builder.value, builder.nodes);
        this.sources = builder.sources;
        this.innerNodes = builder.inner;
    }

    public static PoolTree of(IntegerOp.Planes planes) {
        Builder builder = new Builder(planes);
        for (int output = 0; output < planes.outputs(); output++) {
            builder.add(planes, output);
        }
        return new PoolTree(builder);
    }

    /// D.
    public int nodes() {
        return first.length;
    }

    /// Nodes that are no output.
    public int innerNodes() {
        return innerNodes;
    }

    public int outputs() {
        return sources.length;
    }

    public int first(int node) {
        return first[node];
    }

    public int second(int node) {
        return second[node];
    }

    /// Where node `node` stands: output number ≥ 0, or ~number among the inner nodes.
    public int value(int node) {
        return value[node];
    }

    /// The input cell that output `output` copies, or `NODE`.
    public int source(int output) {
        return sources[output];
    }

    /// Outputs that copy a cell.
    public int copies() {
        return (int) Arrays.stream(sources).filter(source -> source != NODE).count();
    }

    private static final class Builder {
        private final int[] first;
        private final int[] second;
        private final int[] value;
        private final int[] sources;
        private final int[] list;
        private int nodes;
        private int inner;

        Builder(IntegerOp.Planes planes) {
            int taps = planes.window().taps();
            int most = Math.multiplyExact(planes.outputs(), taps - 1);
            first = new int[most];
            second = new int[most];
            value = new int[most];
            sources = new int[planes.outputs()];
            list = new int[taps];
        }

        void add(IntegerOp.Planes planes, int output) {
            int length = 0;
            for (int tap = 0; tap < planes.window().taps(); tap++) {
                int index = planes.index(output, tap);
                if (index >= 0) {
                    list[length++] = index;
                }
            }
            sources[output] = length == 1 ? list[0] : NODE;
            while (length > 1) {
                int pairs = length / 2;
                for (int pair = 0; pair < pairs; pair++) {
                    list[pair] = node(list[2 * pair], list[2 * pair + 1], length == 2 ? output : ~inner);
                }
                if (length % 2 == 1) {
                    list[pairs] = list[length - 1];
                }
                length = pairs + length % 2;
            }
        }

        private int node(int a, int b, int place) {
            first[nodes] = a;
            second[nodes] = b;
            value[nodes] = place;
            nodes++;
            if (place < 0) {
                inner++;
            }
            return place;
        }
    }
}
