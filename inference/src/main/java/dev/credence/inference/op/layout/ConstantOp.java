package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Optional;

/// A constant that the node itself holds.
record ConstantOp(Tensor value) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        Optional<Tensor> tensor = node.tensor("value");
        if (tensor.isPresent()) {
            return new ConstantOp(tensor.get());
        }
        Optional<float[]> floats = node.numbers("value_floats");
        if (floats.isPresent()) {
            return new ConstantOp(Tensor.ofFloats(Shape.of(floats.get().length), floats.get()));
        }
        Optional<long[]> ints = node.integers("value_ints");
        if (ints.isPresent()) {
            return new ConstantOp(Tensor.ofLongs(Shape.of(ints.get().length), ints.get()));
        }
        Optional<String[]> strings = node.texts("value_strings");
        if (strings.isPresent()) {
            return new ConstantOp(Tensor.of(ElementType.STRING, Shape.of(strings.get().length), strings.get()));
        }
        if (node.has("value_float")) {
            return new ConstantOp(Tensor.scalar(node.number("value_float", 0)));
        }
        if (node.has("value_int")) {
            return new ConstantOp(Tensor.ofLongs(Shape.SCALAR, node.integer("value_int", 0)));
        }
        if (node.has("value_string")) {
            return new ConstantOp(
                    Tensor.of(ElementType.STRING, Shape.SCALAR, new String[] {node.text("value_string", "")}));
        }
        throw Operands.mode("holds no value of a kind that we have");
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) {
        return Operands.one(value);
    }
}
