package dev.credence.inference.op.linear;

import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import java.util.List;

/// The claims of this room.
public final class LinearOps {
    private LinearOps() {}

    public static List<OpSpec> specs() {
        return List.of(
                OpSpec.of("AveragePool", Types.FLOATS, 1, 1, PoolOp::decodeAverage),
                OpSpec.of("Conv", Types.FLOATS, 2, 3, ConvOp::decode),
                OpSpec.of("ConvTranspose", Types.FLOATS, 2, 3, ConvTransposeOp::decode),
                OpSpec.of("Einsum", Types.FLOATS_AND_DOUBLE, 1, 26, EinsumOp::decode).startingAt(12),
                OpSpec.of("Gemm", Types.FLOATS, 2, 3, GemmOp::decode),
                OpSpec.of("GlobalAveragePool", Types.FLOATS, 1, 1, _ -> new GlobalPoolOp(true)),
                OpSpec.of("GlobalMaxPool", Types.FLOATS, 1, 1, _ -> new GlobalPoolOp(false)),
                OpSpec.of("GlobalLpPool", Types.FLOATS, 1, 1, LpPoolOp::decodeGlobal),
                OpSpec.of("LpPool", Types.FLOATS, 1, 1, LpPoolOp::decode),
                OpSpec.of("MatMul", Types.FLOATS, 2, 2, _ -> new MatMulOp()),
                OpSpec.of("MaxPool", Types.FLOATS, 1, 1, PoolOp::decodeMax));
    }
}
