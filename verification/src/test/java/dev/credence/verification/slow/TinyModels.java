package dev.credence.verification.slow;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.Digits;
import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.InputRule;
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
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Models of a few cells, in which every kind of operation occurs; weights from a seed, such that results are not all saturated.
public final class TinyModels {
    private final RandomGenerator random;
    private final IntegerTensor input;
    private final List<IntegerOp> ops = new ArrayList<>();
    private final List<LinearWeights> weights = new ArrayList<>();

    private TinyModels(RandomGenerator random, IntegerTensor input) {
        this.random = random;
        this.input = input;
    }

    /// 4 → 3 → 2 with a ReLU between.
    public static IntegerModel dense(RandomGenerator random) {
        TinyModels made = new TinyModels(random, new IntegerTensor(4, IntegerRange.U8, 7));
        made.dense(0, 4, 3, new Rescale(16, IntegerRange.U8, 0));
        made.dense(1, 3, 2, new Rescale(16, IntegerRange.I8, 3));
        return made.model();
    }

    /// A single layer of `inputs` → 2.
    public static IntegerModel wide(RandomGenerator random, int inputs) {
        TinyModels made = new TinyModels(random, new IntegerTensor(inputs, IntegerRange.U8, 0));
        made.dense(0, inputs, 2, new Rescale(24, IntegerRange.I8, 0));
        return made.model();
    }

    /// Convolution with padding and stride, max-pooling with ragged windows, dense.
    public static IntegerModel convolution(RandomGenerator random) {
        TinyModels made = new TinyModels(random, new IntegerTensor(2 * 5 * 5, IntegerRange.I8, -3));
        PlaneAxis axis = new PlaneAxis(5, 3, 3, 2, 1, 1);
        made.linear(0, new Gather(2, 1, new PlaneWindow(axis, axis)), 3, new Rescale(24, IntegerRange.U7, 0));
        PlaneAxis pool = new PlaneAxis(3, 2, 2, 2, 1, 1);
        made.ops.add(new IntegerOp.MaxPool("pool", 1, new IntegerOp.Planes(3, new PlaneWindow(pool, pool))));
        made.dense(2, 12, 2, new Rescale(16, IntegerRange.I8, 0));
        return made.model();
    }

    /// Two groups, a requantisation alone, and a pooling that is the program's output.
    public static IntegerModel grouped(RandomGenerator random) {
        TinyModels made = new TinyModels(random, new IntegerTensor(4 * 3 * 3, IntegerRange.U8, 128));
        PlaneAxis axis = new PlaneAxis(3, 2, 2, 1, 1, 0);
        made.linear(0, new Gather(4, 2, new PlaneWindow(axis, axis)), 6, new Rescale(16, IntegerRange.I8, 5));
        made.ops.add(new IntegerOp.Requantise("again", 1, 50_000, new Rescale(16, IntegerRange.U7, 20), 24));
        PlaneAxis pool = new PlaneAxis(2, 1, 2, 1, 1, 0);
        made.ops.add(new IntegerOp.MaxPool("pool", 2, new IntegerOp.Planes(6, new PlaneWindow(pool, pool))));
        return made.model();
    }

    /// A residual sum of the input with a layer's result, an average, and a copy through a pooling of single cells.
    public static IntegerModel residual(RandomGenerator random) {
        TinyModels made = new TinyModels(random, new IntegerTensor(8, IntegerRange.I8, 4));
        made.dense(0, 8, 8, new Rescale(32, IntegerRange.I8, -9));
        made.ops.add(new IntegerOp.Add(
                "sum", new IntegerOp.Term(1, 40_000), new IntegerOp.Term(0, 30_000), new Rescale(16, IntegerRange.U8, 100), 8));
        PlaneAxis single = new PlaneAxis(4, 4, 1, 1, 1, 0);
        made.ops.add(new IntegerOp.MaxPool("copy", 2, new IntegerOp.Planes(2, new PlaneWindow(PlaneAxis.NONE, single))));
        PlaneAxis pairs = new PlaneAxis(4, 3, 2, 1, 1, 0);
        made.ops.add(new IntegerOp.AveragePool(
                "mean", 3, new IntegerOp.Planes(2, new PlaneWindow(PlaneAxis.NONE, pairs)), 33_000, new Rescale(16, IntegerRange.U8, 100)));
        made.dense(4, 6, 2, new Rescale(24, IntegerRange.U8, 100));
        return made.model();
    }

    /// Poolings of the input, averages of the input: claims on public cells alone.
    public static IntegerModel ofPublic(RandomGenerator random) {
        TinyModels made = new TinyModels(random, new IntegerTensor(6, IntegerRange.U8, 0));
        PlaneAxis pairs = new PlaneAxis(6, 3, 2, 2, 1, 0);
        made.ops.add(new IntegerOp.AveragePool(
                "mean", 0, new IntegerOp.Planes(1, new PlaneWindow(PlaneAxis.NONE, pairs)), 33_000, new Rescale(16, IntegerRange.U8, 0)));
        made.ops.add(new IntegerOp.MaxPool("most", 0, new IntegerOp.Planes(1, new PlaneWindow(PlaneAxis.NONE, pairs))));
        made.ops.add(new IntegerOp.Add(
                "sum", new IntegerOp.Term(1, 30_000), new IntegerOp.Term(2, 30_000), new Rescale(16, IntegerRange.U8, 0), 3));
        made.dense(3, 3, 1, new Rescale(16, IntegerRange.I8, 0));
        return made.model();
    }

    /// All of them.
    public static List<IntegerModel> all(RandomGenerator random) {
        return List.of(dense(random), convolution(random), grouped(random), residual(random), ofPublic(random));
    }

    /// A random input of `model`.
    public static byte[] input(IntegerModel model, RandomGenerator random) {
        IntegerTensor tensor = model.program().input().tensor();
        byte[] x = new byte[tensor.elements()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (byte) random.nextInt(tensor.range().low(), tensor.range().high() + 1);
        }
        return x;
    }

    private void dense(int from, int inputs, int outputs, Rescale rescale) {
        linear(from, Gather.dense(inputs), outputs, rescale);
    }

    private void linear(int from, Gather gather, int channels, Rescale rescale) {
        int digits = Math.min(3, rescale.shift() / 8);
        IntegerOp.Linear op = new IntegerOp.Linear("linear" + ops.size(), from, gather, channels, digits, rescale);
        byte[] w = new byte[op.weights()];
        random.nextBytes(w);
        int[] biases = new int[channels];
        int[] multipliers = new int[channels];
        for (int i = 0; i < channels; i++) {
            biases[i] = random.nextInt(-5_000, 5_000);
            // So that a typical sum of some ten thousands comes to about a hundred.
            multipliers[i] = (int) (random.nextDouble(0.001, 0.01) * (1L << rescale.shift()));
            multipliers[i] = Math.min(multipliers[i], Digits.max(digits));
        }
        ops.add(op);
        weights.add(new LinearWeights(op, w, biases, multipliers));
    }

    private IntegerModel model() {
        InputRule rule = new InputRule("x", List.of(input.elements()), List.of(), 1f, input);
        OutputRule output = new OutputRule("y", List.of(ops.getLast().outputs()), 0.5f, OutputRule.Finish.NONE);
        try {
            return IntegerModel.of(new IntegerProgram(rule, ops, output), weights);
        } catch (RefusedException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
