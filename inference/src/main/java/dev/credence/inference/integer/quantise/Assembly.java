package dev.credence.inference.integer.quantise;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.InputRule;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.LinearWeights;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.integer.Rescale;
import dev.credence.inference.integer.quantise.FloatNet.Range;
import dev.credence.inference.integer.quantise.FloatNet.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From a float network with its ranges to an integer model: chooses scales, then rounds.
final class Assembly {
    private final FloatNet net;
    private final List<Scale> scales = new ArrayList<>();
    private final List<IntegerOp> ops = new ArrayList<>();
    private final List<LinearWeights> weights = new ArrayList<>();

    private Assembly(FloatNet net) {
        this.net = net;
    }

    static IntegerModel of(FloatNet net) throws RefusedException {
        return new Assembly(net).model();
    }

    private IntegerModel model() throws RefusedException {
        scales.add(scale(net.ranges().getFirst(), FloatOp.Clip.NONE));
        for (int i = 0; i < net.ops().size(); i++) {
            FloatOp op = net.ops().get(i);
            scales.add(
                    op instanceof FloatOp.Maximum pool ? scales.get(pool.input()) : scale(net.ranges().get(i + 1), op.clip()));
            append(op, scales.getLast());
        }
        Scale first = scales.getFirst();
        int elements = net.input().dimensions().stream().reduce(1, (a, b) -> a * b);
        InputRule input = new InputRule(
                net.input().name(), net.input().dimensions(), net.steps(), first.scale(), new IntegerTensor(elements, first.range(), first.zeroPoint()));
        OutputRule output = new OutputRule(net.output().name(), net.output().dimensions(), scales.getLast().scale(), net.finish());
        return IntegerModel.of(new IntegerProgram(input, ops, output), weights);
    }

    /// Behind a ReLU, or where nothing negative was seen, all 256 values stand for [0, high]; elsewhere zero lies where the range
    /// puts it.
    private static Scale scale(Range range, FloatOp.Clip clip) {
        if (range.given().isPresent()) {
            Scale given = range.given().get();
            return clip.rectified() && given.zeroPoint() != given.range().low() ? new Scale(given.scale(), IntegerRange.U8, 0) : given;
        }
        double high = Math.min(range.high(), clip.upper());
        if (clip.rectified() || range.low() >= 0) {
            return new Scale(positive(high / 255), IntegerRange.U8, 0);
        }
        float scale = positive((high - range.low()) / 255);
        int zeroPoint = (int) Math.clamp(Math.rint(-128 - range.low() / scale), -128.0, 127.0);
        return new Scale(scale, IntegerRange.I8, zeroPoint);
    }

    private static float positive(double scale) {
        return (float) Math.clamp(scale, 0x1p-100, 0x1p90);
    }

    private void append(FloatOp op, Scale to) throws RefusedException {
        switch (op) {
            case FloatOp.Linear it -> {
                LinearRounding rounding = LinearRounding.of(it, scales.get(it.input()).scale(), to);
                ops.add(rounding.op());
                weights.add(rounding.weights());
            }
            case FloatOp.Maximum it -> ops.add(new IntegerOp.MaxPool(it.name(), it.input(), it.planes()));
            case FloatOp.Add it -> {
                double first = (double) scales.get(it.first()).scale() / to.scale();
                double second = (double) scales.get(it.second()).scale() / to.scale();
                Constant shift = constant(it, Math.min(first, second), Math.max(first, second));
                IntegerOp.Term a = new IntegerOp.Term(it.first(), shift.multiplier(first));
                IntegerOp.Term b = new IntegerOp.Term(it.second(), shift.multiplier(second));
                ops.add(new IntegerOp.Add(it.name(), a, b, rescale(shift, to), it.outputs()));
            }
            case FloatOp.Average it -> {
                double factor = scales.get(it.input()).scale() / ((double) to.scale() * it.planes().window().taps());
                Constant shift = constant(it, factor, factor);
                ops.add(new IntegerOp.AveragePool(it.name(), it.input(), it.planes(), shift.multiplier(factor), rescale(shift, to)));
            }
            case FloatOp.Rectify it -> {
                double factor = (double) scales.get(it.input()).scale() / to.scale();
                Constant shift = constant(it, factor, factor);
                ops.add(new IntegerOp.Requantise(it.name(), it.input(), shift.multiplier(factor), rescale(shift, to), it.outputs()));
            }
        }
    }

    private static Rescale rescale(Constant shift, Scale to) {
        return new Rescale(shift.shift(), to.range(), to.zeroPoint());
    }

    /// The shift under which a constant multiplier is precise enough.
    private record Constant(int shift) {
        int multiplier(double factor) {
            return (int) Math.clamp(Math.rint(Math.scalb(factor, shift)), 1.0, Rescale.MULTIPLIER_MAX);
        }
    }

    // The proof's look-ups grow with the shift, so the smallest that leaves ten bits to the multiplier.
    private static Constant constant(FloatOp op, double smallest, double largest) throws RefusedException {
        Optional<Constant> fitting = Optional.empty();
        for (int shift : new int[] {16, 24, 32}) {
            if (Math.scalb(largest, shift) > Rescale.MULTIPLIER_MAX) {
                break;
            }
            fitting = Optional.of(new Constant(shift));
            if (Math.scalb(smallest, shift) >= 1_024) {
                break;
            }
        }
        return fitting.orElseThrow(() -> tooLarge(op.name(), largest));
    }

    static RefusedException tooLarge(String layer, double factor) {
        return new RefusedException(
                Refusal.INVALID_VALUE, "layer " + layer + ": its results are " + factor + " times coarser than its sums, more than a multiplier can express");
    }
}
