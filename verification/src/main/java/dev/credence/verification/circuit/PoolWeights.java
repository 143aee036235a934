package dev.credence.verification.circuit;

import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;

/// The linear constraints of one max-pooling, weighted and added up: Σ over these tensors of weight · value must vanish.
///
/// ```
/// z_j − a_j − d1_j = 0      z_j − b_j − d2_j = 0      for every node j
/// y_p − x = 0                                         for every output that copies a cell
/// ```
///
/// @param operand on the pooling's input
/// @param result  on its output
/// @param inner   on the inner nodes' values
/// @param first   on d1
/// @param second  on d2
record PoolWeights(
        ExtensionVector operand, ExtensionVector result, ExtensionVector inner, ExtensionVector first, ExtensionVector second) {

    /// The constraints of `pooling`: two for every node in its order, then one for every copy.
    static int constraints(Relation.Pooling pooling) {
        return 2 * pooling.tree().nodes() + pooling.tree().copies();
    }

    /// @param factors one for each constraint, from number `from` on
    static PoolWeights of(Relation.Pooling pooling, ExtensionVector factors, int from) {
        PoolTree tree = pooling.tree();
        PoolWeights weights = new PoolWeights(
                new ExtensionVector(pooling.source().planes().inputs()),
                new ExtensionVector(tree.outputs()),
                new ExtensionVector(tree.innerNodes()),
                new ExtensionVector(tree.nodes()),
                new ExtensionVector(tree.nodes()));
        int next = from;
        for (int node = 0; node < tree.nodes(); node++) {
            weights.constrain(tree.value(node), tree.first(node), factors, next);
            subtract(weights.first, node, factors, next++);
            weights.constrain(tree.value(node), tree.second(node), factors, next);
            subtract(weights.second, node, factors, next++);
        }
        for (int output = 0; output < tree.outputs(); output++) {
            if (tree.source(output) != PoolTree.NODE) {
                weights.constrain(output, tree.source(output), factors, next++);
            }
        }
        return weights;
    }

    /// factors[number] · (place − cell).
    ///
    /// @param place output, or ~inner node
    /// @param cell  of the input, or ~inner node
    private void constrain(int place, int cell, ExtensionVector factors, int number) {
        ExtensionVector vector = place >= 0 ? result : inner;
        int index = place >= 0 ? place : ~place;
        vector.c0()[index] = Goldilocks.add(vector.c0()[index], factors.c0()[number]);
        vector.c1()[index] = Goldilocks.add(vector.c1()[index], factors.c1()[number]);
        subtract(cell >= 0 ? operand : inner, cell >= 0 ? cell : ~cell, factors, number);
    }

    private static void subtract(ExtensionVector vector, int index, ExtensionVector factors, int number) {
        vector.c0()[index] = Goldilocks.sub(vector.c0()[index], factors.c0()[number]);
        vector.c1()[index] = Goldilocks.sub(vector.c1()[index], factors.c1()[number]);
    }
}
