package dev.credence.inference.op.normalization;

import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import java.util.List;

/// The claims of this room.
public final class NormalizationOps {
    private NormalizationOps() {}

    public static List<OpSpec> specs() {
        return List.of(
                OpSpec.of("BatchNormalization", Types.FLOATS, 5, 5, BatchNormalizationOp::decode),
                OpSpec.of("GroupNormalization", Types.FLOATS, 3, 3, GroupNormalizationOp::decodeGroup).startingAt(18),
                OpSpec.of("InstanceNormalization", Types.FLOATS, 3, 3, GroupNormalizationOp::decodeInstance),
                OpSpec.of("LRN", Types.FLOATS, 1, 1, LocalResponseOp::decode),
                OpSpec.of("LayerNormalization", Types.FLOATS, 2, 3, LayerNormalizationOp.decoder(true)).startingAt(17),
                OpSpec.of("LpNormalization", Types.FLOATS, 1, 1, LpNormalizationOp::decode),
                OpSpec.of("RMSNormalization", Types.FLOATS, 2, 2, LayerNormalizationOp.decoder(false)).startingAt(23));
    }
}
