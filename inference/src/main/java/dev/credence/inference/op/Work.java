package dev.credence.inference.op;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Storage;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// What one execution has at hand: kernels, and what is left of its budget. Belongs to one thread.
public final class Work {
    private final Kernels kernels;
    private final Budget budget;
    private long multiplyAdds;
    private long elements;

    public Work(Kernels kernels, Budget budget) {
        this.kernels = kernels;
        this.budget = budget;
    }

    public Kernels kernels() {
        return kernels;
    }

    /// Counts `steps` multiply-adds (or comparisons, or whatever the inner loop of an operation does once).
    public void spend(long steps) throws RefusedException {
        if (steps > budget.multiplyAdds() - multiplyAdds) {
            throw new RefusedException(Refusal.BUDGET_EXCEEDED,
                    "needs more than the budget of " + budget.multiplyAdds() + " multiply-adds");
        }
        multiplyAdds += steps;
    }

    /// The shape of an output about to be allocated; its elements are counted.
    public Shape shape(long... dimensions) throws RefusedException {
        Shape shape = Shape.ofChecked(dimensions)
                .orElseThrow(() -> new RefusedException(Refusal.BUDGET_EXCEEDED,
                        "gives a tensor of shape " + Arrays.toString(dimensions).replace(" ", "") + ", which is too large"));
        return take(shape);
    }

    /// Counts the elements of an output about to be allocated.
    public Shape take(Shape shape) throws RefusedException {
        if (shape.elements() > budget.elements() - elements) {
            throw new RefusedException(Refusal.BUDGET_EXCEEDED,
                    "needs more than the budget of " + budget.elements() + " elements");
        }
        elements += shape.elements();
        return shape;
    }

    /// A new array for a tensor of `shape`, counted.
    public float[] floats(Shape shape) throws RefusedException {
        return new float[take(shape).elements()];
    }

    /// A new tensor over a new array, counted; the array is filled by the caller through `Tensor.array()` before anybody
    /// else sees it.
    public Tensor allocate(ElementType type, Shape shape) throws RefusedException {
        take(shape);
        return Tensor.of(type, shape, Storage.allocate(type, shape.elements()));
    }

    /// Multiply-adds spent so far.
    public long multiplyAdds() {
        return multiplyAdds;
    }

    /// Elements allocated so far.
    public long elements() {
        return elements;
    }
}
