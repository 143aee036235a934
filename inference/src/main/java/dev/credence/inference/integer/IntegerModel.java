package dev.credence.inference.integer;

import dev.credence.inference.graph.RefusedException;
import java.util.List;
import java.util.Optional;

/// A program with its weights, whose numbers cannot overflow.
public final class IntegerModel {
    private final IntegerProgram program;
    private final List<LinearWeights> weights;
    private final List<Optional<AccumulatorBounds>> bounds;

    private IntegerModel(IntegerProgram program, List<LinearWeights> weights, List<Optional<AccumulatorBounds>> bounds) {
        this.program = program;
        this.weights = weights;
        this.bounds = bounds;
    }

    /// @param weights of the program's linear operations, in its order
    /// @throws RefusedException naming the layer, if one could overflow
    public static IntegerModel of(IntegerProgram program, List<LinearWeights> weights) throws RefusedException {
        List<IntegerOp.Linear> linears = program.linears();
        if (weights.size() != linears.size()) {
            throw new IllegalArgumentException("weights of " + linears.size() + " operations expected, found " + weights.size());
        }
        for (int i = 0; i < linears.size(); i++) {
            LinearWeights each = weights.get(i);
            new LinearWeights(linears.get(i), each.weights(), each.biases(), each.multipliers());
        }
        return new IntegerModel(program, List.copyOf(weights), AccumulatorBounds.of(program));
    }

    public IntegerProgram program() {
        return program;
    }

    /// Of the program's linear operations, in its order.
    public List<LinearWeights> weights() {
        return weights;
    }

    /// Of all operations; empty for those that compute nothing.
    public List<Optional<AccumulatorBounds>> bounds() {
        return bounds;
    }

    /// Weights and biases, as a training framework counts them: multipliers left out.
    public long parameters() {
        long sum = 0;
        for (IntegerOp.Linear op : program.linears()) {
            sum += op.weights() + op.channels();
        }
        return sum;
    }
}
