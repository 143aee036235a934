package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.MalformedException;

/// What one file has used of its limits so far.
final class DecodingBudget {
    /// The largest public tree ensembles have some three million numbers.
    private static final int ITEMS_MAX = 1 << 23;

    private final OnnxLimits limits;
    private int nodes;
    private int initializers;
    private long tensorBytes;
    private int items;

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

    /// Counts names of operands, and numbers and texts in attributes: each takes a byte or two of the file, but an object
    /// of its own in memory.
    void items(String path, int offset, int count) throws MalformedException {
        items += count;
        if (items > ITEMS_MAX) {
            throw new MalformedException(
                    path, offset, "at most " + ITEMS_MAX + " operands, and numbers and texts in attributes", "more");
        }
    }
}
