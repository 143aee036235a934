package dev.credence.operator.prove;

import dev.credence.inference.graph.RefusedException;
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

/// Small models with random weights, one for each kind of operation and a residual network with all of them.
final class SmallModels {
    private final RandomGenerator random;
    private final List<IntegerOp> ops = new ArrayList<>();
    private final List<LinearWeights> weights = new ArrayList<>();

    private SmallModels(RandomGenerator random) {
        this.random = random;
    }

    enum Kind {
        DENSE,
        CONVOLUTION,
        GROUPED,
        MAX_POOL,
        AVERAGE_POOL,
        ADD,
        REQUANTISE,
        RESIDUAL
    }

    static IntegerModel of(Kind kind, RandomGenerator random) {
        SmallModels maker = new SmallModels(random);
        IntegerTensor plane = new IntegerTensor(2 * 5 * 5, IntegerRange.I8, 3);
        IntegerTensor input = maker.build(kind, plane);
        InputRule rule = new InputRule("x", List.of(input.elements()), List.of(), 0.05f, input);
        OutputRule output = new OutputRule("y", List.of(maker.ops.getLast().outputs()), 0.1f, OutputRule.Finish.SOFTMAX);
        try {
            return IntegerModel.of(new IntegerProgram(rule, maker.ops, output), maker.weights);
        } catch (RefusedException refused) {
            throw new AssertionError(refused);
        }
    }

    private IntegerTensor build(Kind kind, IntegerTensor plane) {
        switch (kind) {
            case DENSE -> {
                dense(0, 6, 5, IntegerRange.U7);
                dense(1, 5, 3, IntegerRange.I8);
                return new IntegerTensor(6, IntegerRange.U8, 7);
            }
            case CONVOLUTION -> {
                linear(0, new Gather(2, 1, window(5, 3, 1, 1)), 3, IntegerRange.U7);
                dense(1, 3 * 25, 3, IntegerRange.I8);
            }
            case GROUPED -> {
                linear(0, new Gather(2, 2, window(5, 3, 2, 1)), 4, IntegerRange.U8);
                dense(1, 4 * 9, 3, IntegerRange.I8);
            }
            case MAX_POOL -> {
                linear(0, new Gather(2, 1, window(5, 2, 1, 0)), 2, IntegerRange.I8);
                ops.add(new IntegerOp.MaxPool("pool", 1, new IntegerOp.Planes(2, window(4, 3, 2, 1))));
                dense(2, 2 * 4, 3, IntegerRange.I8);
            }
            case AVERAGE_POOL -> {
                linear(0, new Gather(2, 1, window(5, 2, 1, 0)), 2, IntegerRange.U7);
                ops.add(new IntegerOp.AveragePool("average", 1, new IntegerOp.Planes(2, window(4, 2, 2, 0)), 16_384, rescale(IntegerRange.U7)));
                dense(2, 2 * 4, 3, IntegerRange.I8);
            }
            case ADD -> {
                dense(0, 6, 6, IntegerRange.I8);
                IntegerOp.Term first = new IntegerOp.Term(0, 40_000);
                ops.add(new IntegerOp.Add("add", first, new IntegerOp.Term(1, 30_000), rescale(IntegerRange.I8), 6));
                dense(2, 6, 3, IntegerRange.I8);
                return new IntegerTensor(6, IntegerRange.U8, 7);
            }
            case REQUANTISE -> {
                dense(0, 6, 6, IntegerRange.I8);
                ops.add(new IntegerOp.Requantise("requantise", 1, 90_000, rescale(IntegerRange.U7), 6));
                dense(2, 6, 3, IntegerRange.I8);
                return new IntegerTensor(6, IntegerRange.U8, 7);
            }
            case RESIDUAL -> {
                linear(0, new Gather(2, 1, window(5, 3, 1, 1)), 4, IntegerRange.I8);
                linear(1, new Gather(4, 2, window(5, 3, 1, 1)), 4, IntegerRange.I8);
                IntegerOp.Term first = new IntegerOp.Term(1, 40_000);
                ops.add(new IntegerOp.Add("add", first, new IntegerOp.Term(2, 30_000), rescale(IntegerRange.U8), 100));
                ops.add(new IntegerOp.MaxPool("pool", 3, new IntegerOp.Planes(4, window(5, 2, 2, 1))));
                ops.add(new IntegerOp.AveragePool("average", 4, new IntegerOp.Planes(4, window(3, 3, 1, 0)), 7_000, rescale(IntegerRange.U7)));
                dense(5, 4, 3, IntegerRange.I8);
            }
        }
        return plane;
    }

    private static PlaneWindow window(int in, int kernel, int stride, int pad) {
        PlaneAxis axis = new PlaneAxis(in, (in + 2 * pad - kernel) / stride + 1, kernel, stride, 1, pad);
        return new PlaneWindow(axis, axis);
    }

    private void dense(int input, int inputs, int outputs, IntegerRange range) {
        linear(input, Gather.dense(inputs), outputs, range);
    }

    private void linear(int input, Gather gather, int channels, IntegerRange range) {
        IntegerOp.Linear op = new IntegerOp.Linear("layer" + ops.size(), input, gather, channels, 2, rescale(range));
        byte[] w = new byte[op.weights()];
        random.nextBytes(w);
        int[] biases = new int[channels];
        int[] multipliers = new int[channels];
        for (int i = 0; i < channels; i++) {
            biases[i] = random.nextInt(-20_000, 20_000);
            // Some results inside the range, some beyond either end.
            multipliers[i] = random.nextInt(50, 400);
        }
        ops.add(op);
        weights.add(new LinearWeights(op, w, biases, multipliers));
    }

    private static Rescale rescale(IntegerRange range) {
        return new Rescale(16, range, range.low() < 0 ? 5 : 0);
    }
}
