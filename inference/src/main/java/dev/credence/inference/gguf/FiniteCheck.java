package dev.credence.inference.gguf;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import java.lang.foreign.MemorySegment;

/// Looks at every weight and scale of a file once: a NaN or an infinity among them refuses the model.
///
/// What a block stands for is finite if its half-precision fields are. It touches every page of the file, so that it
/// belongs to publishing a model and not to loading it.
public final class FiniteCheck {
    private static final int HALF_EXPONENT = 0x7c00;
    private static final int BRAIN_EXPONENT = 0x7f80;
    private static final int EXPONENT = 0x7f800000;

    private FiniteCheck() {}

    /// @throws RefusedException naming the first tensor that holds a number that is none
    public static void check(GgufFile file) throws RefusedException {
        for (GgufTensor tensor : file.tensors()) {
            long blocks = tensor.data().byteSize() / tensor.type().blockBytes();
            for (long block = 0; block < blocks; block++) {
                if (!isFinite(tensor.type(), tensor.data(), block * tensor.type().blockBytes())) {
                    throw new RefusedException(Refusal.INVALID_VALUE,
                            "tensor " + tensor.name() + " holds a number that is not finite, in block " + block + " of " + blocks);
                }
            }
        }
    }

    private static boolean isFinite(GgufType type, MemorySegment data, long at) {
        return switch (type) {
            case F32 -> (data.get(GgufKind.INT, at) & EXPONENT) != EXPONENT;
            case BF16 -> (data.get(GgufKind.SHORT, at) & BRAIN_EXPONENT) != BRAIN_EXPONENT;
            case F16, Q8_0, Q4_0, Q5_0 -> isHalf(data, at);
            case Q4_1, Q5_1, Q4_K, Q5_K -> isHalf(data, at) && isHalf(data, at + 2);
            case Q6_K -> isHalf(data, at + 208);
        };
    }

    private static boolean isHalf(MemorySegment data, long at) {
        return (data.get(GgufKind.SHORT, at) & HALF_EXPONENT) != HALF_EXPONENT;
    }
}
