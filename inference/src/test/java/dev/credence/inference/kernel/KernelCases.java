package dev.credence.inference.kernel;

import dev.credence.inference.op.Axis;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.ConvShape;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.Span;
import dev.credence.inference.op.UnaryFunction;
import dev.credence.inference.op.Window;
import dev.credence.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// One call of one kernel on fixed operands, for engines to be compared by.
///
/// Operands are random numbers, and in every second case NaN, ±0, ±Inf, subnormal numbers and extremes among them.
record KernelCases(List<KernelCase> cases) {
    /// @param name what repeats the case
    record KernelCase(String name, Call call) {}

    /// Runs the case and gives its result.
    interface Call {
        float[] on(Kernels kernels);
    }

    /// `rounds` cases of every kernel.
    static KernelCases of(RandomGenerator random, int rounds) {
        List<KernelCase> cases = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            boolean special = round % 2 == 1;
            cases.add(matMul(random, special));
            cases.add(matMulRows(random, special));
            cases.add(conv(random, special));
            cases.add(pool(random, special, true));
            cases.add(pool(random, special, false));
            cases.add(softmax(random, special));
            cases.add(sumRows(random, special));
            cases.add(binary(random, special, BinaryFunction.values()[round % BinaryFunction.values().length]));
        }
        for (UnaryFunction function : UnaryFunction.values()) {
            cases.add(unary(random, function));
        }
        return new KernelCases(cases);
    }

    private static KernelCase matMul(RandomGenerator random, boolean special) {
        MatMulShape shape = new MatMulShape(random.nextInt(1, 14), random.nextInt(1, 70), random.nextInt(1, 75));
        float[] a = OperandMaker.floats(random, 3 + shape.rows() * shape.inner(), special);
        float[] b = OperandMaker.floats(random, 5 + shape.inner() * shape.columns(), special);
        return new KernelCase("matMul " + shape, kernels -> {
            float[] y = new float[2 + shape.rows() * shape.columns()];
            kernels.matMul(shape, new Span(a, 3), new Span(b, 5), new Span(y, 2));
            return y;
        });
    }

    private static KernelCase matMulRows(RandomGenerator random, boolean special) {
        MatMulShape shape = new MatMulShape(random.nextInt(1, 7), random.nextInt(1, 90), random.nextInt(1, 20));
        float[] a = OperandMaker.floats(random, 3 + shape.rows() * shape.inner(), special);
        float[] b = OperandMaker.floats(random, 5 + shape.inner() * shape.columns(), special);
        return new KernelCase("matMulRows " + shape, kernels -> {
            float[] y = new float[2 + shape.rows() * shape.columns()];
            kernels.matMulRows(shape, new Span(a, 3), new Span(b, 5), new Span(y, 2));
            return y;
        });
    }

    private static KernelCase conv(RandomGenerator random, boolean special) {
        Window window = window(random);
        ConvShape shape = new ConvShape(
                random.nextInt(1, 3), random.nextInt(1, 3), random.nextInt(1, 5), random.nextInt(1, 12), window);
        float[] x = OperandMaker.floats(random, shape.batch() * shape.groups() * shape.channelsIn() * window.in(), special);
        int channelsOut = shape.groups() * shape.channelsOut();
        float[] w = OperandMaker.floats(random, channelsOut * shape.channelsIn() * window.taps(), special);
        float[] bias = random.nextBoolean() ? OperandMaker.floats(random, channelsOut, special) : null;
        return new KernelCase("conv " + shape, kernels -> {
            float[] y = new float[shape.batch() * channelsOut * window.out()];
            kernels.conv(shape, x, w, bias, y);
            return y;
        });
    }

    private static KernelCase pool(RandomGenerator random, boolean special, boolean max) {
        Window window = window(random);
        int channels = random.nextInt(1, 5);
        boolean countPads = random.nextBoolean();
        float[] x = OperandMaker.floats(random, channels * window.in(), special);
        return new KernelCase((max ? "maxPool " : "averagePool ") + window, kernels -> {
            float[] y = new float[channels * window.out()];
            if (max) {
                kernels.maxPool(channels, window, x, y);
            } else {
                kernels.averagePool(channels, window, countPads, x, y);
            }
            return y;
        });
    }

    private static KernelCase softmax(RandomGenerator random, boolean special) {
        int columns = random.nextInt(1, 60);
        float[] x = OperandMaker.floats(random, columns * random.nextInt(1, 5), special);
        return new KernelCase("softmax " + columns, kernels -> {
            float[] y = new float[x.length];
            kernels.softmax(columns, x, y);
            return y;
        });
    }

    private static KernelCase sumRows(RandomGenerator random, boolean special) {
        int columns = random.nextInt(1, 90);
        int rows = random.nextInt(1, 5);
        float[] x = OperandMaker.floats(random, columns * rows, special);
        return new KernelCase("sumRows " + columns, kernels -> {
            float[] y = new float[rows];
            kernels.sumRows(columns, x, y);
            return y;
        });
    }

    private static KernelCase binary(RandomGenerator random, boolean special, BinaryFunction function) {
        int[] size = {random.nextInt(1, 5), random.nextInt(1, 4), random.nextInt(1, 40)};
        int[] sizeA = size.clone();
        int[] sizeB = size.clone();
        for (int axis = 0; axis < 3; axis++) {
            switch (random.nextInt(4)) {
                case 0 -> sizeA[axis] = 1;
                case 1 -> sizeB[axis] = 1;
                default -> {}
            }
        }
        float[] a = OperandMaker.floats(random, sizeA[0] * sizeA[1] * sizeA[2], special);
        float[] b = OperandMaker.floats(random, sizeB[0] * sizeB[1] * sizeB[2], special);
        Broadcast broadcast = Broadcast.of(Shape.of(sizeA), Shape.of(sizeB), Shape.of(size));
        return new KernelCase("binary " + function + " " + Shape.of(sizeA) + Shape.of(sizeB), kernels -> {
            float[] y = new float[size[0] * size[1] * size[2]];
            kernels.binary(function, broadcast, a, b, y);
            return y;
        });
    }

    private static KernelCase unary(RandomGenerator random, UnaryFunction function) {
        float[] x = OperandMaker.floats(random, 333, true);
        for (int i = 0; i < x.length; i += 3) {
            x[i] = Float.intBitsToFloat(random.nextInt());
        }
        return new KernelCase("unary " + function, kernels -> {
            float[] y = new float[x.length];
            kernels.unary(function, x, y);
            return y;
        });
    }

    private static Window window(RandomGenerator random) {
        Axis depth = random.nextInt(3) == 0 ? axis(random, 5) : Axis.NONE;
        Axis height = random.nextInt(4) == 0 ? Axis.NONE : axis(random, 12);
        if (random.nextInt(5) == 0) {
            // One spatial axis, as the importer hands it over: the last ones stand empty.
            return new Window(Axis.NONE, axis(random, 60), Axis.NONE);
        }
        return new Window(depth, height, axis(random, 40));
    }

    private static Axis axis(RandomGenerator random, int inMax) {
        int in = random.nextInt(1, inMax + 1);
        int kernel = random.nextInt(1, 4);
        int stride = random.nextInt(1, 4);
        int dilation = random.nextInt(1, 3);
        int begin = random.nextInt(0, 3);
        int end = random.nextInt(0, 3);
        int reach = (kernel - 1) * dilation + 1;
        if (in + begin + end < reach) {
            return axis(random, inMax);
        }
        return new Axis(in, (in + begin + end - reach) / stride + 1, kernel, stride, dilation, begin, end);
    }
}
