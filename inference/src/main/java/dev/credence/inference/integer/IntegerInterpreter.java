package dev.credence.inference.integer;

import java.util.Arrays;

/// Executes one row of an integer program. The same code serves answers, replays and the prover's witness.
public final class IntegerInterpreter {
    private IntegerInterpreter() {}

    /// Runs `model` on tensor 0.
    ///
    /// @param x the input's elements, as `InputRule.quantise` writes them
    public static IntegerWitness run(IntegerModel model, byte[] x, IntegerKernels kernels) {
        IntegerProgram program = model.program();
        if (x.length != program.input().tensor().elements()) {
            throw new IllegalArgumentException(program.input().tensor().elements() + " elements expected, found " + x.length);
        }
        IntegerTensor[] types = program.tensors().toArray(IntegerTensor[]::new);
        byte[][] tensors = new byte[types.length][];
        int[][] accumulators = new int[program.ops().size()][];
        tensors[0] = x;
        int linear = 0;
        for (int i = 0; i < program.ops().size(); i++) {
            IntegerOp op = program.ops().get(i);
            byte[] y = new byte[op.outputs()];
            tensors[i + 1] = y;
            switch (op) {
                case IntegerOp.Linear it -> {
                    LinearWeights weights = model.weights().get(linear++);
                    accumulators[i] = new int[y.length];
                    kernels.accumulate(it, weights, tensors[it.input()], types[it.input()], accumulators[i]);
                    rescale(it, weights, accumulators[i], y);
                }
                case IntegerOp.AveragePool it -> {
                    accumulators[i] = new int[y.length];
                    average(it, tensors[it.input()], types[it.input()], accumulators[i], y);
                }
                case IntegerOp.MaxPool it -> maximum(it, tensors[it.input()], types[it.input()].range(), y);
                case IntegerOp.Add it -> add(it, tensors, types, y);
                case IntegerOp.Requantise it -> requantise(it, tensors[it.input()], types[it.input()], y);
            }
        }
        return new IntegerWitness(tensors, accumulators);
    }

    private static void rescale(IntegerOp.Linear op, LinearWeights weights, int[] acc, byte[] y) {
        int positions = op.gather().positions();
        for (int channel = 0; channel < op.channels(); channel++) {
            long multiplier = weights.multipliers()[channel];
            for (int at = channel * positions; at < (channel + 1) * positions; at++) {
                y[at] = (byte) op.rescale().apply(acc[at] * multiplier);
            }
        }
    }

    private static void average(IntegerOp.AveragePool op, byte[] x, IntegerTensor type, int[] acc, byte[] y) {
        PlaneWindow window = op.planes().window();
        for (int position = 0; position < window.positions(); position++) {
            int[] sources = sources(window, position);
            for (int channel = 0; channel < op.planes().channels(); channel++) {
                int sum = 0;
                for (int source : sources) {
                    sum += type.range().value(x[channel * window.cells() + source]) - type.zeroPoint();
                }
                acc[channel * window.positions() + position] = sum;
            }
        }
        for (int at = 0; at < y.length; at++) {
            y[at] = (byte) op.rescale().apply((long) acc[at] * op.multiplier());
        }
    }

    private static void maximum(IntegerOp.MaxPool op, byte[] x, IntegerRange range, byte[] y) {
        PlaneWindow window = op.planes().window();
        for (int position = 0; position < window.positions(); position++) {
            int[] sources = sources(window, position);
            for (int channel = 0; channel < op.planes().channels(); channel++) {
                int largest = range.low();
                for (int source : sources) {
                    largest = Math.max(largest, range.value(x[channel * window.cells() + source]));
                }
                y[channel * window.positions() + position] = (byte) largest;
            }
        }
    }

    // The cells under the window that are no padding, in the order of the taps.
    private static int[] sources(PlaneWindow window, int position) {
        int[] sources = new int[window.taps()];
        int count = 0;
        for (int tap = 0; tap < sources.length; tap++) {
            int source = window.source(position, tap);
            if (source >= 0) {
                sources[count++] = source;
            }
        }
        return Arrays.copyOf(sources, count);
    }

    private static void add(IntegerOp.Add op, byte[][] tensors, IntegerTensor[] types, byte[] y) {
        IntegerTensor first = types[op.first().input()];
        IntegerTensor second = types[op.second().input()];
        byte[] a = tensors[op.first().input()];
        byte[] b = tensors[op.second().input()];
        for (int at = 0; at < y.length; at++) {
            long left = (long) (first.range().value(a[at]) - first.zeroPoint()) * op.first().multiplier()
                    + (long) (second.range().value(b[at]) - second.zeroPoint()) * op.second().multiplier();
            y[at] = (byte) op.rescale().apply(left);
        }
    }

    private static void requantise(IntegerOp.Requantise op, byte[] x, IntegerTensor type, byte[] y) {
        for (int at = 0; at < y.length; at++) {
            y[at] = (byte) op.rescale().apply((long) (type.range().value(x[at]) - type.zeroPoint()) * op.multiplier());
        }
    }
}
