package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import java.util.function.DoublePredicate;

/// Whether elements are NaN or infinite; gives truth values.
final class ClassifyOps {
    private ClassifyOps() {}

    static Op isNaN(OpNode node) {
        return (inputs, work) -> classify(inputs[0], Double::isNaN, work);
    }

    static Op isInf(OpNode node) throws RefusedException {
        boolean positive = node.flag("detect_positive", true);
        boolean negative = node.flag("detect_negative", true);
        return (inputs, work) -> classify(inputs[0],
                x -> x == Double.POSITIVE_INFINITY && positive || x == Double.NEGATIVE_INFINITY && negative, work);
    }

    private static Tensor[] classify(Tensor x, DoublePredicate test, Work work) throws RefusedException {
        Tensor y = work.allocate(ElementType.BOOL, x.shape());
        double[] numbers = Casts.toDoubles(x);
        for (int i = 0; i < numbers.length; i++) {
            y.bytes()[i] = (byte) (test.test(numbers[i]) ? 1 : 0);
        }
        return Operands.one(y);
    }
}
