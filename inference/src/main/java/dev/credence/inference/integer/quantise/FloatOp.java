package dev.credence.inference.integer.quantise;

import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.IntegerOp;

/// One operation of a float network on its way to integers, over flat rows; operation i writes tensor i + 1, tensor 0 is the input.
sealed interface FloatOp {
    String name();

    /// Elements of its result.
    int outputs();

    /// What bounds its result from below and above before it is rounded.
    default Clip clip() {
        return switch (this) {
            case Linear linear -> linear.clip();
            case Add add -> add.clip();
            case Average average -> average.clip();
            case Maximum _ -> Clip.NONE;
            case Rectify rectify -> rectify.clip();
        };
    }

    /// The same operation with `clip` behind it, where it has a rounding of its own.
    default FloatOp clipped(Clip clip) {
        return switch (this) {
            case Linear it -> new Linear(it.name(), it.input(), it.gather(), it.weights(), clip);
            case Add it -> new Add(it.name(), it.first(), it.second(), it.outputs(), clip);
            case Average it -> new Average(it.name(), it.input(), it.planes(), clip);
            case Maximum it -> it;
            case Rectify it -> new Rectify(it.name(), it.input(), it.outputs(), clip);
        };
    }

    /// Dense layer or convolution, with what scaling and shifting of channels was folded into it.
    record Linear(String name, int input, Gather gather, FloatWeights weights, Clip clip) implements FloatOp {
        @Override
        public int outputs() {
            return weights.channels() * gather.positions();
        }
    }

    record Add(String name, int first, int second, int outputs, Clip clip) implements FloatOp {}

    record Average(String name, int input, IntegerOp.Planes planes, Clip clip) implements FloatOp {
        @Override
        public int outputs() {
            return planes.outputs();
        }
    }

    record Maximum(String name, int input, IntegerOp.Planes planes) implements FloatOp {
        @Override
        public int outputs() {
            return planes.outputs();
        }
    }

    /// A ReLU that could not become part of what comes before it.
    record Rectify(String name, int input, int outputs, Clip clip) implements FloatOp {}

    /// @param rectified whether nothing negative comes out
    /// @param upper     the largest result, possibly infinite
    record Clip(boolean rectified, float upper) {
        static final Clip NONE = new Clip(false, Float.POSITIVE_INFINITY);
        static final Clip RELU = new Clip(true, Float.POSITIVE_INFINITY);
    }
}
