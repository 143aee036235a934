package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.HalfFloat;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import java.util.Locale;

/// Conversions between element types.
///
/// Between numbers Java's rules: to nearest with ties to even; towards zero and saturating to 32 or 64 bits from floating
/// point to integers (NaN gives 0), then the low bits. To a truth value: whether it differs from 0. Text is read as Java's
/// decimal numbers, with `INF`, `-INF` and `NaN` in any case, and written in the shortest form that reads back.
public final class Casts {
    private Casts() {}

    /// `tensor` with elements of type `to`.
    public static Tensor cast(Tensor tensor, ElementType to, Work work) throws RefusedException {
        if (tensor.type() == to) {
            return tensor;
        }
        Tensor target = work.allocate(to, tensor.shape());
        if (to == ElementType.STRING) {
            write(tensor, target.strings());
        } else if (tensor.type().isFloating()) {
            fromDoubles(toDoubles(tensor), target);
        } else if (tensor.type() == ElementType.STRING) {
            fromDoublesOrLongs(tensor.strings(), target);
        } else {
            fromLongs(IntegerElements.read(tensor), tensor.type() == ElementType.UINT64, target);
        }
        return target;
    }

    /// Numbers of any type, exactly but for integers of more than 53 bits.
    public static double[] toDoubles(Tensor tensor) {
        double[] wide = new double[tensor.elements()];
        switch (tensor.array()) {
            case double[] doubles -> System.arraycopy(doubles, 0, wide, 0, wide.length);
            case float[] floats -> {
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = floats[i];
                }
            }
            default -> {
                if (tensor.type().isHalf()) {
                    boolean brain = tensor.type() == ElementType.BFLOAT16;
                    for (int i = 0; i < wide.length; i++) {
                        short bits = tensor.shorts()[i];
                        wide[i] = brain ? HalfFloat.fromBrain(bits) : HalfFloat.from16(bits);
                    }
                } else {
                    long[] longs = IntegerElements.read(tensor);
                    boolean unsigned = tensor.type() == ElementType.UINT64;
                    for (int i = 0; i < wide.length; i++) {
                        wide[i] = unsigned ? unsignedToDouble(longs[i]) : longs[i];
                    }
                }
            }
        }
        return wide;
    }

    private static void fromDoubles(double[] from, Tensor target) {
        for (int i = 0; i < from.length; i++) {
            put(target, i, from[i]);
        }
    }

    private static void put(Tensor target, int i, double value) {
        switch (target.type()) {
            case FLOAT -> target.floats()[i] = (float) value;
            case DOUBLE -> target.doubles()[i] = value;
            case FLOAT16 -> target.shorts()[i] = HalfFloat.to16(value);
            case BFLOAT16 -> target.shorts()[i] = HalfFloat.toBrain(value);
            case BOOL -> target.bytes()[i] = (byte) (value != 0 ? 1 : 0);
            case INT8, UINT8 -> target.bytes()[i] = (byte) (int) value;
            case INT16, UINT16 -> target.shorts()[i] = (short) (int) value;
            case INT32 -> target.ints()[i] = (int) value;
            case UINT32 -> target.ints()[i] = (int) (long) value;
            case INT64, UINT64 -> target.longs()[i] = (long) value;
            case STRING -> throw new IllegalArgumentException("text is written elsewhere");
        }
    }

    private static void fromLongs(long[] from, boolean unsigned, Tensor target) {
        if (target.type().isInteger()) {
            IntegerElements.write(from, target);
            return;
        }
        for (int i = 0; i < from.length; i++) {
            if (target.type() == ElementType.FLOAT && !unsigned) {
                target.floats()[i] = from[i]; // one rounding; by way of double it would be two
            } else {
                put(target, i, unsigned ? unsignedToDouble(from[i]) : from[i]);
            }
        }
    }

    // Halving with a sticky low bit keeps the one rounding of the conversion right.
    private static double unsignedToDouble(long bits) {
        return bits >= 0 ? bits : 2d * (bits >>> 1 | bits & 1);
    }

    private static void fromDoublesOrLongs(String[] from, Tensor target) throws RefusedException {
        for (int i = 0; i < from.length; i++) {
            String text = from[i].strip();
            try {
                if (target.type().isInteger() && text.matches("[+-]?[0-9]{1,18}")) {
                    fromLong(target, i, Long.parseLong(text));
                } else {
                    put(target, i, parse(text));
                }
            } catch (NumberFormatException _) {
                throw Operands.value("casts a text that is no number");
            }
        }
    }

    private static void fromLong(Tensor target, int i, long value) {
        switch (target.array()) {
            case long[] longs -> longs[i] = value;
            case int[] ints -> ints[i] = (int) value;
            case short[] shorts -> shorts[i] = (short) value;
            default -> target.bytes()[i] = (byte) value;
        }
    }

    private static double parse(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "INF", "+INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            case "NAN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static void write(Tensor tensor, String[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = switch (tensor.type()) {
                case FLOAT -> spelled(Float.toString(tensor.floats()[i]));
                case DOUBLE -> spelled(Double.toString(tensor.doubles()[i]));
                case FLOAT16, BFLOAT16 -> spelled(Float.toString((float) toDoubles(tensor)[i]));
                case BOOL -> tensor.bytes()[i] == 0 ? "False" : "True";
                case UINT64 -> Long.toUnsignedString(tensor.longs()[i]);
                case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> Long.toString(IntegerElements.read(tensor)[i]);
                case STRING -> tensor.strings()[i];
            };
        }
    }

    private static String spelled(String number) {
        return switch (number) {
            case "Infinity" -> "INF";
            case "-Infinity" -> "-INF";
            default -> number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
        };
    }
}
