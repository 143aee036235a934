package dev.credence.inference.op.classical;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Numbers for each row by a forest of decision trees.
record TreeRegressorOp(Trees trees, int targets, float[] base, Trees.Aggregate aggregate, PostTransform transform)
        implements Op {
    static Op decode(OpNode node) throws RefusedException {
        int targets = node.integer("n_targets", 1, 1, 1 << 16);
        float[] base = node.numbers("base_values").orElse(new float[0]);
        if (base.length != 0 && base.length != targets) {
            throw OpNode.invalid("attribute base_values has " + base.length + " numbers, expected " + targets);
        }
        Trees.Aggregate aggregate =
                Trees.Aggregate.valueOf(node.choice("aggregate_function", "SUM", "SUM", "AVERAGE", "MIN", "MAX"));
        return new TreeRegressorOp(
                TreeReader.read(node, "target", targets), targets, base, aggregate, PostTransform.decode(node));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        float[] scores = trees.scores(inputs[0], targets, base, aggregate, work);
        return Operands.one(Tensor.ofFloats(
                Shape.of(scores.length / targets, targets), transform.apply(scores, targets, work)));
    }
}
