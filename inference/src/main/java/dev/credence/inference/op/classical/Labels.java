package dev.credence.inference.op.classical;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// The classes that a classifier tells apart: numbers or texts.
record Labels(long[] numbers, String[] texts) {
    /// @param integers the end of the name of the attribute that holds numbers
    static Labels decode(OpNode node, String integers) throws RefusedException {
        long[] numbers = node.integers("classlabels_" + integers).orElse(null);
        String[] texts = node.texts("classlabels_strings").orElse(null);
        if ((numbers == null || numbers.length == 0) == (texts == null || texts.length == 0)) {
            throw OpNode.invalid("names its classes by numbers or by texts, not by both or none");
        }
        return numbers != null && numbers.length > 0 ? new Labels(numbers, null) : new Labels(null, texts);
    }

    int count() {
        return numbers != null ? numbers.length : texts.length;
    }

    /// The label of each row's greatest score, the first of equals.
    Tensor best(float[] scores, int rows, Work work) throws RefusedException {
        Tensor y = work.allocate(numbers != null ? ElementType.INT64 : ElementType.STRING, work.shape(rows));
        for (int r = 0; r < rows; r++) {
            int best = 0;
            for (int k = 1; k < count(); k++) {
                if (scores[r * count() + k] > scores[r * count() + best]) {
                    best = k;
                }
            }
            if (numbers != null) {
                y.longs()[r] = numbers[best];
            } else {
                y.strings()[r] = texts[best];
            }
        }
        return y;
    }
}
