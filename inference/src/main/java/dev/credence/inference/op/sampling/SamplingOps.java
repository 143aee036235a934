package dev.credence.inference.op.sampling;

import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import java.util.List;

/// The claims of this room.
public final class SamplingOps {
    private SamplingOps() {}

    public static List<OpSpec> specs() {
        return List.of(
                OpSpec.of("Resize", Types.FLOATS, 1, 4, ResizeOp::decode).startingAt(10).operands("TAAI"),
                OpSpec.of("Upsample", Types.FLOATS, 1, 2, ResizeOp::decodeUpsample).endingAt(9).operands("TA"));
    }
}
