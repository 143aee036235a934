package dev.credence.inference.language.transformer;

import dev.credence.inference.tensor.ChunkHasher;
import dev.credence.inference.tensor.SerialChunkHasher;
import java.util.function.IntConsumer;

/// The inner loops that carry the cost of a language model, over flat row-major arrays.
///
/// `ReferenceLanguageKernels` is the specification (docs/spec/language.md); any other implementation gives the same bits
/// for every finite input, whatever its threads, its vector width and the number of rows in a call.
public interface LanguageKernels {
    /// What `largest` says where a number is not finite.
    int NOT_FINITE = -1;

    /// The engine's name for logs and statements.
    String name();

    /// For each matrix w and each row t of x: y[w][t][r] = dot(row r of w, row t of x), + bias[r] if there is one.
    ///
    /// @param x    `[rows × columns]`, the same columns for all matrices
    /// @param y    for each matrix `[rows × its rows]`
    void multiply(Matrix[] matrices, float[] x, int rows, float[][] y);

    /// RMS norm of each row of `weight.length` elements: s = dot(x, x) ÷ n + epsilon; y = (x·(1 ÷ √s))·weight. y may be x.
    void norm(float[] x, int rows, float[] weight, float epsilon, float[] y);

    /// gate[i] = activation(gate[i])·up[i] for i < n; GELU with tanh where `gelu`, SiLU otherwise.
    void gate(boolean gelu, float[] gate, float[] up, int n);

    /// Attention of some positions over the cache.
    void attend(AttentionCall call);

    /// The place, counted from `at`, of the largest of x[at], …, x[at + n − 1], n ≥ 1; of equal ones, as −0 and +0 are, the first;
    /// `NOT_FINITE` if one of them is not finite.
    int largest(float[] x, int at, int n);

    /// Runs parts 0 … parts − 1, each once, in any order, on this engine's threads, and returns when all are done: for work beside the
    /// loops, such as hashing what they gave.
    default void divide(int parts, IntConsumer part) {
        for (int i = 0; i < parts; i++) {
            part.accept(i);
        }
    }

    /// Hashes chunks of what was computed; one for each thread.
    default ChunkHasher newChunkHasher() {
        return new SerialChunkHasher();
    }

    /// One layer's attention.
    ///
    /// @param positions the position of each row; the cache holds all positions up to it
    /// @param queries   `[rows × heads × headSize]`
    /// @param out       likewise
    record AttentionCall(ModelShape.AttentionShape shape, KeyValueCache cache, int layer, int[] positions, float[] queries, float[] out) {}
}
