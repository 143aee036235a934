package dev.credence.inference.op.classical;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// The class and the scores of each row by a forest of decision trees.
record TreeClassifierOp(Trees trees, Labels labels, float[] base, PostTransform transform) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        Labels labels = Labels.decode(node, "int64s");
        float[] base = node.numbers("base_values").orElse(new float[0]);
        long[] ids = node.integers("class_ids").orElse(new long[0]);
        if (labels.count() < 2 || labels.count() == 2 && Arrays.stream(ids).distinct().count() < 2) {
            throw Operands.mode("a tree classifier with the score of one class only is not claimed");
        }
        if (base.length != 0 && base.length != labels.count()) {
            throw OpNode.invalid("attribute base_values has " + base.length + " numbers, expected " + labels.count());
        }
        return new TreeClassifierOp(
                TreeReader.read(node, "class", labels.count()), labels, base, PostTransform.decode(node));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        float[] scores = trees.scores(inputs[0], labels.count(), base, Trees.Aggregate.SUM, work);
        int rows = scores.length / labels.count();
        Tensor best = labels.best(scores, rows, work);
        float[] transformed = transform.apply(scores, labels.count(), work);
        return new Tensor[] {best, Tensor.ofFloats(Shape.of(rows, labels.count()), transformed)};
    }
}
