package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.MalformedException;

/// What one file has used of its limits so far.
final class DecodingBudget {
    private final OnnxLimits limits;
    private int nodes;
    private int initializers;
    private long tensorBytes;

    DecodingBudget(OnnxLimits limits) {
        this.limits = limits;
    }

    int nameBytesMax() {
        return limits.nameBytes();
    }

    void node(String path, int offset) throws MalformedException {
        if (++nodes > limits.nodes()) {
            throw new MalformedException(path, offset, "at most " + limits.nodes() + " nodes", "more");
        }
    }

    void initializer(String path, int offset) throws MalformedException {
        if (++initializers > limits.initializers()) {
            throw new MalformedException(path, offset, "at most " + limits.initializers() + " initializers", "more");
        }
    }

    void depth(String path, int offset, int depth) throws MalformedException {
        if (depth > limits.depth()) {
            throw new MalformedException(path, offset, "graphs nested at most " + limits.depth() + " deep", "deeper");
        }
    }

    void tensor(String path, int offset, long bytes) throws MalformedException {
        tensorBytes += bytes;
        if (tensorBytes > limits.tensorBytes()) {
            throw new MalformedException(
                    path, offset, "at most " + limits.tensorBytes() + " bytes of constants", "more");
        }
    }
}
