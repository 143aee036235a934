package dev.credence.inference.op.layout;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Ones on a diagonal of a matrix of the operand's shape, zeros elsewhere.
record EyeLikeOp(long offset, ElementType type) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        long code = node.integer("dtype", 0);
        ElementType type = ElementType.ofOnnxCode(code).filter(t -> t != ElementType.STRING).orElse(null);
        if (node.has("dtype") && type == null) {
            throw new RefusedException(Refusal.UNSUPPORTED_TYPE, "the element type with code " + code + " is not claimed");
        }
        return new EyeLikeOp(node.integer("k", 0), type);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Shape shape = inputs[0].shape();
        if (shape.rank() != 2) {
            throw Operands.shape("makes a diagonal in " + shape + ", expected a matrix");
        }
        Tensor y = work.allocate(type == null ? inputs[0].type() : type, shape);
        for (int row = 0; row < shape.at(0); row++) {
            long column = Math.abs(offset) > Integer.MAX_VALUE ? -1 : row + offset;
            if (column >= 0 && column < shape.at(1)) {
                one(y, row * shape.at(1) + (int) column);
            }
        }
        return Operands.one(y);
    }

    private static void one(Tensor y, int at) {
        switch (y.type()) {
            case FLOAT -> y.floats()[at] = 1f;
            case DOUBLE -> y.doubles()[at] = 1d;
            case FLOAT16 -> y.shorts()[at] = 0x3c00;
            case BFLOAT16 -> y.shorts()[at] = 0x3f80;
            case INT8, UINT8, BOOL -> y.bytes()[at] = 1;
            case INT16, UINT16 -> y.shorts()[at] = 1;
            case INT32, UINT32 -> y.ints()[at] = 1;
            case INT64, UINT64 -> y.longs()[at] = 1;
            case STRING -> y.strings()[at] = "1";
        }
    }
}
