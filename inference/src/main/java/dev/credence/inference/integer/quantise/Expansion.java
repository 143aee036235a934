package dev.credence.inference.integer.quantise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.InputStep;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Constants spread over the shape of one row, by ONNX's rules of broadcasting.
final class Expansion {
    private Expansion() {}

    /// One constant for each element of `to`.
    ///
    /// @param to with a leading axis of 1
    static float[] over(float[] constants, Shape from, Shape to) throws RefusedException {
        require(from, to);
        float[] spread = new float[to.elements()];
        int[] strides = from.strides();
        int lead = to.rank() - from.rank();
        for (int i = 0; i < spread.length; i++) {
            int rest = i;
            int at = 0;
            for (int axis = to.rank() - 1; axis >= 0; axis--) {
                int position = rest % to.at(axis);
                rest /= to.at(axis);
                if (axis >= lead && from.at(axis - lead) > 1) {
                    at += position * strides[axis - lead];
                }
            }
            spread[i] = constants[at];
        }
        return spread;
    }

    private static void require(Shape from, Shape to) throws RefusedException {
        boolean fits = from.rank() <= to.rank();
        for (int axis = 0; fits && axis < from.rank(); axis++) {
            int size = from.at(axis);
            fits = size == 1 || size == to.at(axis + to.rank() - from.rank());
        }
        if (!fits) {
            throw Operands.mode("spreads a constant of " + from + " over " + to + ", which cannot be expressed");
        }
    }

    /// The same constants as a step of standardisation, stated as shortly as they repeat.
    static InputStep step(InputStep.Kind kind, float[] constants, Shape from, Shape to) throws RefusedException {
        float[] spread = over(constants, from, to);
        int repeat = spread.length;
        for (int i = 1; i < spread.length; i++) {
            if (differ(spread[i], spread[i - 1])) {
                repeat = greatestDivisor(repeat, i);
            }
        }
        int count = 1;
        while (spread.length / repeat % count != 0 || !isPeriodic(spread, repeat * count)) {
            count++;
        }
        List<Float> operands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operands.add(spread[i * repeat]);
        }
        return new InputStep(kind, repeat, operands);
    }

    private static boolean isPeriodic(float[] values, int period) {
        for (int i = period; i < values.length; i++) {
            if (differ(values[i], values[i - period])) {
                return false;
            }
        }
        return true;
    }

    private static boolean differ(float a, float b) {
        return Float.floatToRawIntBits(a) != Float.floatToRawIntBits(b);
    }

    private static int greatestDivisor(int a, int b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }
}
