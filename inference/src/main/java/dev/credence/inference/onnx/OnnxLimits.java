package dev.credence.inference.onnx;

/// What an ONNX file may hold at most; checked before anything is allocated for it.
///
/// @param nodes        nodes of the graph and all graphs inside it (the largest public transformers have some 20,000)
/// @param initializers constants, likewise
/// @param depth        graphs inside graphs (Silero has 2)
/// @param nameBytes    the length of a name
/// @param tensorBytes  the bytes of all constants together
public record OnnxLimits(int nodes, int initializers, int depth, int nameBytes, long tensorBytes) {
    public static final OnnxLimits DEFAULT = new OnnxLimits(100_000, 100_000, 8, 4_096, 2L << 30);

    public OnnxLimits {
        if (nodes < 1 || initializers < 1 || depth < 1 || nameBytes < 1 || tensorBytes < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
