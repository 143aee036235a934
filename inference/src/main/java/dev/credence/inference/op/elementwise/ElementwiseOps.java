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
        activations(specs);
        logic(specs);
        conversions(specs);
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

    private static void activations(List<OpSpec> specs) {
        specs.add(OpSpec.of("Celu", Types.FLOATS, 1, 1, Activations::celu).startingAt(12));
        specs.add(OpSpec.of("Clip", Types.NUMBERS, 1, 3, ClipOp::decode));
        specs.add(OpSpec.of("Elu", Types.FLOATS, 1, 1, Activations::elu));
        specs.add(OpSpec.of("Gelu", Types.FLOATS, 1, 1, Activations::gelu).startingAt(20));
        specs.add(OpSpec.of("HardSigmoid", Types.FLOATS, 1, 1, Activations::hardSigmoid));
        specs.add(OpSpec.of("LeakyRelu", Types.FLOATS, 1, 1, Activations::leakyRelu));
        specs.add(OpSpec.of("Selu", Types.FLOATS, 1, 1, Activations::selu));
        specs.add(OpSpec.of("Shrink", Types.FLOATS, 1, 1, Activations::shrink).startingAt(9));
        specs.add(OpSpec.of("Swish", Types.FLOATS, 1, 1, Activations::swish).startingAt(24));
        specs.add(OpSpec.of("ThresholdedRelu", Types.FLOATS, 1, 1, Activations::thresholdedRelu).startingAt(10));
    }

    private static void logic(List<OpSpec> specs) {
        specs.add(OpSpec.of("And", Types.BOOL, 2, 2, _ -> new BitOp((a, b) -> a & b)));
        specs.add(OpSpec.of("Or", Types.BOOL, 2, 2, _ -> new BitOp((a, b) -> a | b)));
        specs.add(OpSpec.of("Xor", Types.BOOL, 2, 2, _ -> new BitOp((a, b) -> a ^ b)));
        specs.add(OpSpec.of("Not", Types.BOOL, 1, 1, _ -> new UnaryOp(null, a -> a ^ 1)));
        specs.add(OpSpec.of("BitwiseAnd", Types.INTEGERS, 2, 2, _ -> new BitOp((a, b) -> a & b)).startingAt(18));
        specs.add(OpSpec.of("BitwiseOr", Types.INTEGERS, 2, 2, _ -> new BitOp((a, b) -> a | b)).startingAt(18));
        specs.add(OpSpec.of("BitwiseXor", Types.INTEGERS, 2, 2, _ -> new BitOp((a, b) -> a ^ b)).startingAt(18));
        specs.add(OpSpec.of("BitwiseNot", Types.INTEGERS, 1, 1, _ -> new UnaryOp(null, a -> ~a)).startingAt(18));
        specs.add(OpSpec.of("BitShift", Types.UNSIGNED, 2, 2, BitOp::decodeShift).startingAt(11));
        specs.add(OpSpec.of("Equal", Types.ALL, 2, 2, _ -> new CompareOp(Relation.EQUAL)));
        specs.add(OpSpec.of("Less", Types.NUMBERS, 2, 2, _ -> new CompareOp(Relation.LESS)));
        specs.add(OpSpec.of("Greater", Types.NUMBERS, 2, 2, _ -> new CompareOp(Relation.GREATER)));
        specs.add(OpSpec.of("LessOrEqual", Types.NUMBERS, 2, 2, _ -> new CompareOp(Relation.LESS_OR_EQUAL))
                .startingAt(12));
        specs.add(OpSpec.of("GreaterOrEqual", Types.NUMBERS, 2, 2, _ -> new CompareOp(Relation.GREATER_OR_EQUAL))
                .startingAt(12));
        specs.add(OpSpec.moving("IsNaN", Types.FLOATS_AND_DOUBLE, 1, 1, ClassifyOps::isNaN).startingAt(9));
        specs.add(OpSpec.moving("IsInf", Types.FLOATS_AND_DOUBLE, 1, 1, ClassifyOps::isInf).startingAt(10));
        specs.add(OpSpec.moving("Where", Types.ALL, 3, 3, _ -> new WhereOp()).operands("BTT").typeOf(1).startingAt(9));
    }

    private static void conversions(List<OpSpec> specs) {
        specs.add(OpSpec.moving("BitCast", Types.NUMBERS_AND_BOOL, 1, 1, BitCastOp::decode).startingAt(26));
        specs.add(OpSpec.moving("Cast", Types.ALL, 1, 1, CastOp::decode));
        specs.add(OpSpec.moving("CastLike", Types.ALL, 2, 2, CastOp::decodeLike).operands("TA").startingAt(15));
        specs.add(OpSpec.of("Mod", Types.NUMBERS, 2, 2, ModOp::decode).startingAt(10));
        specs.add(OpSpec.of("Pow", Types.NUMBERS, 2, 2, _ -> new PowOp()).operands("TA"));
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
