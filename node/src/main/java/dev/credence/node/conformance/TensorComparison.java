package dev.credence.node.conformance;

import dev.credence.inference.numeric.HalfFloat;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Compares an output with the recorded one.
///
/// Floating-point numbers within a tolerance; integers, truth values and texts exactly. (The runner of the ONNX backend tests applies
/// its tolerance to integers too; an integer has no rounding error to be excused.)
final class TensorComparison {
    private final Tensor found;
    private final Tensor recorded;
    private double absoluteMax;
    private double relativeMax;
    private boolean anyRelative;
    private long beyond;
    private int first = -1;

    private TensorComparison(Tensor found, Tensor recorded) {
        this.found = found;
        this.recorded = recorded;
    }

    static TensorDifference of(String output, Tensor found, Tensor recorded, Tolerance tolerance) {
        if (found.type() != recorded.type() || !found.shape().equals(recorded.shape())) {
            return new TensorDifference(
                    output, OptionalDouble.empty(), OptionalDouble.empty(), -1, "it is " + found + ", expected " + recorded);
        }
        TensorComparison comparison = new TensorComparison(found, recorded);
        boolean numbers = switch (found.type()) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> comparison.floating(tolerance);
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64 -> comparison.integers();
            case BOOL, STRING -> comparison.others();
        };
        return comparison.result(output, numbers);
    }

    private boolean floating(Tolerance tolerance) {
        for (int i = 0; i < found.elements(); i++) {
            double a = floatAt(found, i);
            double b = floatAt(recorded, i);
            boolean same = a == b || Double.isNaN(a) && Double.isNaN(b);
            boolean finite = Double.isFinite(a) && Double.isFinite(b);
            double difference = same ? 0 : finite ? Math.abs(a - b) : Double.POSITIVE_INFINITY;
            note(i, difference, Math.abs(b), tolerance.admits(a, b));
        }
        return true;
    }

    private boolean integers() {
        boolean unsigned = found.type().isUnsigned();
        long[] left = IntegerElements.read(found);
        long[] right = IntegerElements.read(recorded);
        for (int i = 0; i < left.length; i++) {
            boolean above = unsigned ? Long.compareUnsigned(left[i], right[i]) > 0 : left[i] > right[i];
            // The distance of two 64-bit integers, of either kind, always fits 64 bits without a sign.
            double difference = ofUnsigned(above ? left[i] - right[i] : right[i] - left[i]);
            double size = unsigned ? ofUnsigned(right[i]) : Math.abs((double) right[i]);
            note(i, difference, size, left[i] == right[i]);
        }
        return true;
    }

    private boolean others() {
        for (int i = 0; i < found.elements(); i++) {
            boolean same = found.type() == ElementType.STRING
                    ? found.strings()[i].equals(recorded.strings()[i])
                    : found.bytes()[i] == recorded.bytes()[i];
            note(i, 0, 0, same);
        }
        return false;
    }

    private void note(int index, double difference, double size, boolean admitted) {
        absoluteMax = Math.max(absoluteMax, difference);
        if (size != 0 && !Double.isNaN(size)) {
            anyRelative = true;
            relativeMax = Math.max(relativeMax, Double.isInfinite(difference) ? difference : difference / size);
        }
        if (!admitted) {
            beyond++;
            first = first < 0 ? index : first;
        }
    }

    private TensorDifference result(String output, boolean numbers) {
        String detail = beyond == 0
                ? ""
                : beyond + " of " + found.elements() + (found.elements() == 1 ? " element differs" : " elements differ")
                        + ", the first at " + position(first) + ": " + textAt(found, first) + ", expected " + textAt(recorded, first);
        return new TensorDifference(
                output,
                numbers ? OptionalDouble.of(absoluteMax) : OptionalDouble.empty(),
                numbers && anyRelative ? OptionalDouble.of(relativeMax) : OptionalDouble.empty(),
                beyond,
                detail);
    }

    private String position(int index) {
        Shape shape = found.shape();
        int[] strides = shape.strides();
        int[] place = new int[shape.rank()];
        for (int axis = 0; axis < place.length; axis++) {
            place[axis] = index / strides[axis] % shape.at(axis);
        }
        return Arrays.toString(place).replace(" ", "");
    }

    private static String textAt(Tensor tensor, int i) {
        return switch (tensor.type()) {
            case FLOAT -> Float.toString(tensor.floats()[i]);
            case DOUBLE, FLOAT16, BFLOAT16 -> Double.toString(floatAt(tensor, i));
            case UINT64 -> Long.toUnsignedString(tensor.longs()[i]);
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32 -> Long.toString(IntegerElements.read(tensor)[i]);
            case BOOL -> tensor.bytes()[i] != 0 ? "true" : "false";
            case STRING -> "'" + shortened(tensor.strings()[i]) + "'";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static double floatAt(Tensor tensor, int i) {
        return switch (tensor.type()) {
            case FLOAT -> tensor.floats()[i];
            case DOUBLE -> tensor.doubles()[i];
            case FLOAT16 -> HalfFloat.from16(tensor.shorts()[i]);
            case BFLOAT16 -> HalfFloat.fromBrain(tensor.shorts()[i]);
            case UINT8, INT8, UINT16, INT16, INT32, INT64, STRING, BOOL, UINT32, UINT64 ->
                throw new IllegalArgumentException("a floating-point tensor expected, found " + tensor);
        };
    }

    private static double ofUnsigned(long value) {
        return value >= 0 ? (double) value : (double) (value >>> 1) * 2 + (value & 1);
    }
}
