package dev.credence.inference.op.reduction;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// Running sums or products along an axis, each from left to right (or right to left).
record CumulativeOp(BinaryFunction function, boolean exclusive, boolean reverse) implements Op {
    static OpSpec.Decoder decoder(BinaryFunction function) {
        return node -> new CumulativeOp(function, node.flag("exclusive", false), node.flag("reverse", false));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Rows rows = Rows.along(x, Operands.axis(Operands.number(inputs[1], "axis"), x.shape().rank()), work);
        Tensor y = work.allocate(x.type(), rows.tensor().shape());
        switch (rows.tensor().array()) {
            case float[] from -> {
                for (int at = 0; at < from.length; at += rows.columns()) {
                    floats(from, y.floats(), at, rows.columns());
                }
            }
            case double[] from -> {
                for (int at = 0; at < from.length; at += rows.columns()) {
                    doubles(from, y.doubles(), at, rows.columns());
                }
            }
            default -> {
                long[] from = IntegerElements.read(rows.tensor());
                long[] to = new long[from.length];
                for (int at = 0; at < from.length; at += rows.columns()) {
                    longs(from, to, at, rows.columns());
                }
                IntegerElements.write(to, y);
            }
        }
        return Operands.one(rows.restore(y, work));
    }

    private int place(int at, int i, int n) {
        return at + (reverse ? n - 1 - i : i);
    }

    private int neutral() {
        return function == BinaryFunction.MUL ? 1 : 0;
    }

    private void floats(float[] x, float[] y, int at, int n) {
        float running = neutral();
        for (int i = 0; i < n; i++) {
            int place = place(at, i, n);
            float next = function.apply(running, x[place]);
            y[place] = exclusive ? running : next;
            running = next;
        }
    }

    private void doubles(double[] x, double[] y, int at, int n) {
        double running = neutral();
        for (int i = 0; i < n; i++) {
            int place = place(at, i, n);
            double next = function.apply(running, x[place]);
            y[place] = exclusive ? running : next;
            running = next;
        }
    }

    private void longs(long[] x, long[] y, int at, int n) {
        long running = neutral();
        for (int i = 0; i < n; i++) {
            int place = place(at, i, n);
            long next = function.apply(running, x[place], false);
            y[place] = exclusive ? running : next;
            running = next;
        }
    }
}
