package dev.credence.inference.integer.seeded;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.InputRule;
import dev.credence.inference.integer.IntegerKernels;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.LinearWeights;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.integer.PlaneAxis;
import dev.credence.inference.integer.PlaneWindow;
import dev.credence.inference.integer.Rescale;
import dev.credence.inference.integer.RescaleChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Stacks layers with weights from a seed. A made-up row runs along, and each layer is scaled by what it sees there.
final class SeededBuilder {
    private static final int TARGET = 100; // of 127: rows other than the made-up one may go beyond it

    private final SplitMix random;
    private final IntegerKernels kernels;
    private final InputRule input;
    private final List<IntegerOp> ops = new ArrayList<>();
    private final List<LinearWeights> weights = new ArrayList<>();
    private final int[] plane; // channels, height, width of the last tensor
    private IntegerTensor type;
    private byte[] row;

    /// @param channels then height and width of the input
    SeededBuilder(long seed, IntegerKernels kernels, int channels, int height, int width) {
        this.random = new SplitMix(seed);
        this.kernels = kernels;
        this.plane = new int[] {channels, height, width};
        this.type = new IntegerTensor(channels * height * width, IntegerRange.I8, 0);
        List<Integer> dimensions = height * width == 1 ? List.of(channels) : List.of(channels, height, width);
        this.input = new InputRule("x", dimensions, List.of(), 1 / 127f, type);
        this.row = new byte[type.elements()];
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) random.between(-127, 127);
        }
    }

    /// A convolution without padding, then a ReLU.
    SeededBuilder convolution(String name, int channels, int kernel) {
        PlaneWindow window = window(kernel, 1);
        linear(name, new Gather(plane[0], 1, window), channels, IntegerRange.U7);
        return resized(channels, window);
    }

    SeededBuilder maxPool(String name, int size) {
        PlaneWindow window = window(size, size);
        IntegerOp.MaxPool pool = new IntegerOp.MaxPool(name, ops.size(), new IntegerOp.Planes(plane[0], window));
        byte[] y = new byte[pool.outputs()];
        for (int at = 0; at < y.length; at++) {
            int largest = type.range().low();
            for (int tap = 0; tap < window.taps(); tap++) {
                largest = Math.max(largest, type.range().value(row[pool.planes().index(at, tap)]));
            }
            y[at] = (byte) largest;
        }
        ops.add(pool);
        row = y;
        type = new IntegerTensor(y.length, type.range(), type.zeroPoint());
        return resized(plane[0], window);
    }

    /// A dense layer, then a ReLU.
    SeededBuilder dense(String name, int outputs) {
        return dense(name, outputs, IntegerRange.U7);
    }

    /// @param range `I8` for the last layer, whose results may be negative
    SeededBuilder dense(String name, int outputs, IntegerRange range) {
        linear(name, Gather.dense(type.elements()), outputs, range);
        return resized(outputs, PlaneWindow.POINT);
    }

    private SeededBuilder resized(int channels, PlaneWindow window) {
        plane[0] = channels;
        plane[1] = window.height().out();
        plane[2] = window.width().out();
        return this;
    }

    private PlaneWindow window(int kernel, int stride) {
        return new PlaneWindow(axis(plane[1], kernel, stride), axis(plane[2], kernel, stride));
    }

    private static PlaneAxis axis(int in, int kernel, int stride) {
        return new PlaneAxis(in, (in - kernel) / stride + 1, kernel, stride, 1, 0);
    }

    private void linear(String name, Gather gather, int channels, IntegerRange range) {
        // Digits and shift are known only when the sums are; they do not change the sums.
        IntegerOp.Linear sums = new IntegerOp.Linear(name, ops.size(), gather, channels, 3, new Rescale(16, range, 0));
        byte[] w = new byte[sums.weights()];
        for (int i = 0; i < w.length; i++) {
            w[i] = random.weight();
        }
        int[] biases = new int[channels];
        int spread = (int) Math.min(100 * Math.sqrt(gather.terms()) * 50, 4_000_000);
        for (int i = 0; i < channels; i++) {
            biases[i] = random.between(-spread, spread);
        }
        int[] multipliers = new int[channels];
        Arrays.fill(multipliers, 1);
        int[] acc = new int[sums.outputs()];
        kernels.accumulate(sums, new LinearWeights(sums, w, biases, multipliers), row, type, acc);
        double factor = (double) TARGET / Math.max(largest(acc), 1);
        RescaleChoice choice = RescaleChoice.of(factor * 1.25);
        for (int i = 0; i < channels; i++) {
            multipliers[i] = choice.multiplier(factor * random.between(75, 125) / 100);
        }
        Rescale rescale = new Rescale(choice.shift(), range, 0);
        IntegerOp.Linear op = new IntegerOp.Linear(name, ops.size(), gather, channels, choice.multiplierDigits(), rescale);
        ops.add(op);
        weights.add(new LinearWeights(op, w, biases, multipliers));
        row = new byte[op.outputs()];
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) rescale.apply((long) acc[i] * multipliers[i / gather.positions()]);
        }
        type = new IntegerTensor(row.length, range, 0);
    }

    private static int largest(int[] acc) {
        int largest = 0;
        for (int value : acc) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    IntegerModel build() {
        OutputRule output = new OutputRule("y", List.of(type.elements()), 1 / 16f, OutputRule.Finish.NONE);
        try {
            return IntegerModel.of(new IntegerProgram(input, ops, output), weights);
        } catch (RefusedException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }
}
