package dev.credence.inference.op.elementwise;

import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import dev.credence.inference.op.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// The claims of this room.
public final class ElementwiseOps {
    private ElementwiseOps() {}

    public static List<OpSpec> specs() {
        List<OpSpec> specs = new ArrayList<>();
        functions(specs);
        arithmetic(specs);
        return specs;
    }

    private static void functions(List<OpSpec> specs) {
        specs.add(unary("Acos", UnaryFunction.ACOS));
        specs.add(unary("Acosh", UnaryFunction.ACOSH).startingAt(9));
        specs.add(unary("Asin", UnaryFunction.ASIN));
        specs.add(unary("Asinh", UnaryFunction.ASINH).startingAt(9));
        specs.add(unary("Atan", UnaryFunction.ATAN));
        specs.add(unary("Atanh", UnaryFunction.ATANH).startingAt(9));
        specs.add(unary("Ceil", UnaryFunction.CEIL));
        specs.add(unary("Cos", UnaryFunction.COS));
        specs.add(unary("Cosh", UnaryFunction.COSH).startingAt(9));
        specs.add(unary("Erf", UnaryFunction.ERF).startingAt(9));
        specs.add(unary("Exp", UnaryFunction.EXP));
        specs.add(unary("Floor", UnaryFunction.FLOOR));
        specs.add(unary("HardSwish", UnaryFunction.HARD_SWISH).startingAt(14));
        specs.add(unary("Log", UnaryFunction.LOG));
        specs.add(unary("Mish", UnaryFunction.MISH).startingAt(18));
        specs.add(unary("Reciprocal", UnaryFunction.RECIPROCAL));
        specs.add(unary("Round", UnaryFunction.ROUND).startingAt(11));
        specs.add(unary("Sigmoid", UnaryFunction.SIGMOID));
        specs.add(unary("Sin", UnaryFunction.SIN));
        specs.add(unary("Sinh", UnaryFunction.SINH).startingAt(9));
        specs.add(unary("Softplus", UnaryFunction.SOFTPLUS));
        specs.add(unary("Softsign", UnaryFunction.SOFTSIGN));
        specs.add(unary("Sqrt", UnaryFunction.SQRT));
        specs.add(unary("Tan", UnaryFunction.TAN));
        specs.add(unary("Tanh", UnaryFunction.TANH));
        specs.add(withIntegers("Abs", UnaryFunction.ABS, Math::abs));
        specs.add(withIntegers("Neg", UnaryFunction.NEG, x -> -x));
        specs.add(withIntegers("Relu", UnaryFunction.RELU, x -> Math.max(x, 0)));
        specs.add(withIntegers("Sign", UnaryFunction.SIGN, Long::signum).startingAt(9));
    }

    private static void arithmetic(List<OpSpec> specs) {
        specs.add(binary("Add", BinaryFunction.ADD));
        specs.add(binary("Sub", BinaryFunction.SUB));
        specs.add(binary("Mul", BinaryFunction.MUL));
        specs.add(binary("Div", BinaryFunction.DIV));
        specs.add(binary("PRelu", BinaryFunction.PRELU));
        specs.add(fold("Max", BinaryFunction.MAX, false));
        specs.add(fold("Min", BinaryFunction.MIN, false));
        specs.add(OpSpec.of("Sum", Types.FLOATS_AND_DOUBLE, 1, 1024, _ -> new FoldOp(BinaryFunction.ADD, false)));
        specs.add(OpSpec.of("Mean", Types.FLOATS, 1, 1024, _ -> new FoldOp(BinaryFunction.ADD, true)));
    }

    private static OpSpec unary(String name, UnaryFunction function) {
        return OpSpec.of(name, Types.FLOATS, 1, 1, _ -> new UnaryOp(function, null));
    }

    private static OpSpec withIntegers(String name, UnaryFunction function, LongUnaryOperator integers) {
        return OpSpec.of(name, Types.FLOATS_AND_INTEGERS, 1, 1, _ -> new UnaryOp(function, integers));
    }

    private static OpSpec binary(String name, BinaryFunction function) {
        return OpSpec.of(name, Types.NUMBERS, 2, 2, _ -> new BinaryOp(function));
    }

    private static OpSpec fold(String name, BinaryFunction function, boolean mean) {
        return OpSpec.of(name, Types.NUMBERS, 1, 1024, _ -> new FoldOp(function, mean));
    }
}
