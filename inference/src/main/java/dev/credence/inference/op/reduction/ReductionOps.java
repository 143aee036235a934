package dev.credence.inference.op.reduction;

import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import dev.credence.inference.tensor.ElementType;
import java.util.List;
import java.util.Set;

import dev.credence.inference.op.reduction.SoftmaxOp.Kind;

/// The claims of this room.
public final class ReductionOps {
    private static final Set<ElementType> WITH_BOOL = Types.plus(Types.NUMBERS, ElementType.BOOL);

    private ReductionOps() {}

    public static List<OpSpec> specs() {
        return List.of(
                OpSpec.of("ArgMax", Types.NUMBERS, 1, 1, ArgOp.decoder(true)),
                OpSpec.of("ArgMin", Types.NUMBERS, 1, 1, ArgOp.decoder(false)),
                OpSpec.of("CumProd", Types.NUMBERS, 2, 2, CumulativeOp.decoder(BinaryFunction.MUL)).operands("TI").startingAt(26),
                OpSpec.of("CumSum", Types.NUMBERS, 2, 2, CumulativeOp.decoder(BinaryFunction.ADD)).operands("TI").startingAt(11),
                OpSpec.of("Hardmax", Types.FLOATS, 1, 1, SoftmaxOp.decoder(Kind.HARDMAX)),
                OpSpec.of("LogSoftmax", Types.FLOATS, 1, 1, SoftmaxOp.decoder(Kind.LOG_SOFTMAX)),
                reduce("ReduceL1", Types.NUMBERS, Reduction.L1),
                reduce("ReduceL2", Types.FLOATS_AND_DOUBLE, Reduction.L2),
                reduce("ReduceLogSum", Types.FLOATS_AND_DOUBLE, Reduction.LOG_SUM),
                reduce("ReduceLogSumExp", Types.FLOATS_AND_DOUBLE, Reduction.LOG_SUM_EXP),
                reduce("ReduceMax", WITH_BOOL, Reduction.MAX),
                reduce("ReduceMean", Types.NUMBERS, Reduction.MEAN),
                reduce("ReduceMin", WITH_BOOL, Reduction.MIN),
                reduce("ReduceProd", Types.NUMBERS, Reduction.PROD),
                reduce("ReduceSum", Types.NUMBERS, Reduction.SUM),
                reduce("ReduceSumSquare", Types.NUMBERS, Reduction.SUM_SQUARE),
                OpSpec.of("Softmax", Types.FLOATS, 1, 1, SoftmaxOp.decoder(Kind.SOFTMAX)),
                OpSpec.of("TopK", Types.NUMBERS, 1, 2, TopKOp::decode).operands("TI"));
    }

    private static OpSpec reduce(String name, Set<ElementType> types, Reduction reduction) {
        return OpSpec.of(name, types, 1, 2, ReduceOp.decoder(reduction)).operands("TI");
    }
}
