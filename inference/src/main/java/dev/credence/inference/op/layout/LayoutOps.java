package dev.credence.inference.op.layout;

import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Types;
import java.util.List;

/// The claims of this room.
public final class LayoutOps {
    private LayoutOps() {}

    public static List<OpSpec> specs() {
        return List.of(
                OpSpec.moving("Constant", Types.ALL, 0, 0, ConstantOp::decode),
                OpSpec.moving("Identity", Types.ALL, 1, 1, _ -> identity()),
                OpSpec.moving("Flatten", Types.ALL, 1, 1, FlattenOp::decode),
                OpSpec.moving("Reshape", Types.ALL, 2, 2, ReshapeOp::decode),
                OpSpec.moving("Transpose", Types.ALL, 1, 1, TransposeOp::decode));
    }

    private static Op identity() {
        return (inputs, _) -> Operands.one(inputs[0]);
    }
}
