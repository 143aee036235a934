package dev.credence.inference.op.attention;

import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import java.util.List;

/// The claims of this room.
public final class AttentionOps {
    private AttentionOps() {}

    public static List<OpSpec> specs() {
        return List.of(
                OpSpec.of("Attention", Types.FLOATS, 3, 7, AttentionOp::decode).startingAt(23).operands("TTTATTI"),
                OpSpec.of("RotaryEmbedding", Types.FLOATS, 3, 4, RotaryEmbeddingOp::decode).startingAt(23).operands("TTTI"));
    }
}
