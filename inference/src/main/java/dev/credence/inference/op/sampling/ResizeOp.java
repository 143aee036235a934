package dev.credence.inference.op.sampling;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Locale;

import java.util.Locale;

/// Resizes axes one after the other, outermost first: each result is an ascending fma chain, from +0, over its neighbours'
/// weights.
///
/// @param policy   `stretch`, `not_larger` or `not_smaller`
/// @param operands where scales and sizes stand among the operands (−1: nowhere), or the attribute's scales
record ResizeOp(Coordinates coordinates, Filter filter, float outside, String policy, long[] axes, Operand operands)
        implements Op {
    /// @param roi,scales,sizes numbers of operands, −1 for none
    /// @param fixed            scales from the attribute (Upsample up to version 8), or null
    record Operand(int roi, int scales, int sizes, float[] fixed) {}

    static Op decode(OpNode node) throws RefusedException {
        if (node.version() < 11) {
            return old(node, new Operand(-1, 1, -1, null));
        }
        String mode = node.choice("mode", "nearest", "nearest", "linear", "cubic");
        Coordinates coordinates = Coordinates.valueOf(node.choice("coordinate_transformation_mode", "half_pixel", "half_pixel",
                "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric", "tf_crop_and_resize")
                .toUpperCase(Locale.ROOT));
        String nearest = node.choice("nearest_mode", "round_prefer_floor", "round_prefer_floor", "round_prefer_ceil", "floor", "ceil");
        Filter filter = new Filter(mode.equals("nearest") ? nearest : null, mode.equals("cubic"),
                node.number("cubic_coeff_a", -0.75f), node.flag("antialias", false), node.flag("exclude_outside", false));
        return new ResizeOp(coordinates, filter, node.number("extrapolation_value", 0f),
                node.choice("keep_aspect_ratio_policy", "stretch", "stretch", "not_larger", "not_smaller"),
                node.integers("axes").orElse(null), new Operand(1, 2, 3, null));
    }

    static Op decodeUpsample(OpNode node) throws RefusedException {
        return old(node, node.version() < 9
                ? new Operand(-1, -1, -1, node.numbers("scales").orElse(new float[0]))
                : new Operand(-1, 1, -1, null));
    }

    private static Op old(OpNode node, Operand operands) throws RefusedException {
        boolean nearest = node.choice("mode", "nearest", "nearest", "linear").equals("nearest");
        Filter filter = new Filter(nearest ? "floor" : null, false, 0, false, false);
        return new ResizeOp(Coordinates.ASYMMETRIC, filter, 0f, "stretch", null, operands);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        ResizedAxis[] plan = plan(inputs);
        long[] sizes = x.shape().toLongs();
        for (int axis = 0; axis < plan.length; axis++) {
            sizes[axis] = plan[axis].out();
        }
        work.shape(sizes);
        Tensor y = x;
        for (int axis = 0; axis < plan.length; axis++) {
            if (!plan[axis].isUnchanged()) {
                y = along(y, axis, plan[axis], work);
            }
        }
        return Operands.one(y);
    }

    private Tensor along(Tensor x, int axis, ResizedAxis plan, Work work) throws RefusedException {
        long[] sizes = x.shape().toLongs();
        sizes[axis] = plan.out();
        Shape shape = work.shape(sizes);
        float[] y = new float[shape.elements()];
        if (y.length > 0 && plan.in() == 0) {
            throw Operands.shape("resizes an empty axis to " + plan.out());
        }
        int run = x.shape().elements(axis + 1, x.shape().rank());
        int rows = x.shape().elements(0, axis);
        for (int place = 0; place < plan.out(); place++) {
            double original = coordinates.original(place, plan);
            boolean beyond = coordinates == Coordinates.TF_CROP_AND_RESIZE && (original < 0 || original > plan.in() - 1);
            Filter.Taps taps = filter.at(original, plan);
            work.spend((long) rows * run * taps.weights().length);
            for (int i = 0; i < rows * run && plan.in() > 0; i++) {
                int row = i / run * plan.in();
                float sum = 0f;
                for (int k = 0; k < taps.weights().length && !beyond; k++) {
                    long neighbour = Math.max(0, Math.min(plan.in() - 1, taps.first() + k));
                    sum = FloatV1.fma(x.floats()[(row + (int) neighbour) * run + i % run], taps.weights()[k], sum);
                }
                y[(i / run * plan.out() + place) * run + i % run] = beyond ? outside : sum;
            }
        }
        return Tensor.ofFloats(shape, y);
    }

    private ResizedAxis[] plan(Tensor[] inputs) throws RefusedException {
        Shape x = inputs[0].shape();
        int rank = x.rank();
        int named = axes == null ? rank : axes.length;
        float[] scales = floats(inputs, operands.scales(), operands.fixed());
        Tensor sizes = operands.sizes() < 0 ? null : Operands.optional(inputs, operands.sizes());
        float[] roi = coordinates == Coordinates.TF_CROP_AND_RESIZE ? floats(inputs, operands.roi(), null) : new float[0];
        boolean bySizes = scales.length == 0 && sizes != null;
        if (bySizes ? sizes.elements() != named : scales.length != named || roi.length != 0 && roi.length != 2 * named) {
            throw Operands.shape("resizes " + named + " axes of " + x + " by " + (bySizes ? sizes.elements() : scales.length) + " numbers");
        }
        if (coordinates == Coordinates.TF_CROP_AND_RESIZE && roi.length != 2 * named) {
            throw Operands.shape("crops " + named + " axes by " + roi.length + " numbers");
        }
        ResizedAxis[] plan = new ResizedAxis[rank];
        for (int axis = 0; axis < rank; axis++) {
            plan[axis] = new ResizedAxis(x.at(axis), x.at(axis), 1, 0, 1);
        }
        double common = bySizes && !policy.equals("stretch") ? common(x, Operands.longs(sizes, "sizes")) : 0;
        for (int i = 0; i < named; i++) {
            int axis = Operands.axis(axes == null ? i : axes[i], rank);
            double scale = common > 0 ? common : bySizes ? (double) Operands.longs(sizes, "sizes")[i] / x.at(axis) : scales[i];
            double out = common > 0 ? Math.floor(common * x.at(axis) + 0.5)
                    : bySizes ? Operands.longs(sizes, "sizes")[i] : Math.floor(x.at(axis) * scale);
            if (!(scale > 0) || !(out >= 0) || out > Shape.ELEMENTS_MAX || !(scale > 1e-6)) {
                throw Operands.value("resizes " + x.at(axis) + " places to " + out);
            }
            boolean cropped = roi.length == 2 * named;
            plan[axis] = new ResizedAxis(x.at(axis), (int) out, scale, cropped ? roi[i] : 0, cropped ? roi[named + i] : 1);
        }
        return plan;
    }

    private double common(Shape x, long[] sizes) throws RefusedException {
        double common = policy.equals("not_larger") ? Double.POSITIVE_INFINITY : 0;
        for (int i = 0; i < sizes.length; i++) {
            double scale = (double) sizes[i] / x.at(Operands.axis(axes == null ? i : axes[i], x.rank()));
            common = policy.equals("not_larger") ? Math.min(common, scale) : Math.max(common, scale);
        }
        return common;
    }

    private static float[] floats(Tensor[] inputs, int operand, float[] fixed) throws RefusedException {
        Tensor tensor = operand < 0 ? null : Operands.optional(inputs, operand);
        if (tensor != null && tensor.elements() > 0) {
            Operands.requireType(tensor, ElementType.FLOAT, "operand " + operand);
        }
        return tensor != null && tensor.elements() > 0 ? tensor.floats() : fixed == null ? new float[0] : fixed;
    }
}
