package dev.credence.inference.graph;

import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import java.util.List;
import java.util.Optional;

/// What a model declares a value to be.
public sealed interface ValueType {
    /// A tensor of our element types.
    ///
    /// @param dimensions one a dimension; empty if even the rank is open
    record TensorType(ElementType element, Optional<List<Dimension>> dimensions) implements ValueType {
        public TensorType {
            dimensions = dimensions.map(List::copyOf);
        }

        /// Whether a tensor of `shape` may stand here; symbols are not compared with each other.
        public boolean admits(Shape shape) {
            if (dimensions.isEmpty()) {
                return true;
            }
            List<Dimension> declared = dimensions.get();
            if (declared.size() != shape.rank()) {
                return false;
            }
            for (int axis = 0; axis < shape.rank(); axis++) {
                if (declared.get(axis).isFixed() && declared.get(axis).size() != shape.at(axis)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return element + dimensions.map(Object::toString).orElse("[…]").replace(" ", "");
        }
    }

    /// Anything else: a sequence, a map, an optional value, or a tensor of a type that we do not know.
    ///
    /// @param description in words, for the sentence of a refusal
    record OtherType(String description) implements ValueType {
        @Override
        public String toString() {
            return description;
        }
    }

    /// Nothing was declared (the inputs of a loop body may leave their type open).
    record OpenType() implements ValueType {
        @Override
        public String toString() {
            return "of undeclared type";
        }
    }
}
