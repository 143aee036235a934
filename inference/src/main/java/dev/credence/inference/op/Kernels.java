package dev.credence.inference.op;

/// The inner loops that carry the cost of a model, over flat row-major arrays.
///
/// `ReferenceKernels` is the specification (docs/spec/float-v1.md); any other implementation gives the same bits for
/// every input, whatever its threads and vector width. Outputs never overlap inputs. Implementations keep no state
/// between calls that a result could depend on.
public interface Kernels {
    /// The engine's name for logs and statements, such as `reference`.
    String name();

    /// Matrix product over a row-major second factor: each y[r][c] is one ascending fma chain over i, from +0, of
    /// a[r][i]·b[i][c].
    void matMul(MatMulShape shape, Span a, Span b, Span y);

    /// Matrix product whose second factor is stored by columns of the product, b[c][i]: y[r][c] is the 16-lane dot
    /// product of row r of a and row c of b.
    void matMulRows(MatMulShape shape, Span a, Span b, Span y);

    /// Convolution: each output is one ascending fma chain, from +0, over input channel, then depth, height and width of
    /// the kernel, of x·w, padding being taps of +0; then + bias.
    ///
    /// @param bias one value an output channel, or null for none (nothing is added then)
    void conv(ConvShape shape, float[] x, float[] w, float[] bias, float[] y);

    /// Maximum over each window by `Math.max` from −∞, padding left out. `channels` = batch × channels.
    void maxPool(int channels, Window window, float[] x, float[] y);

    /// Mean over each window: an ascending chain of additions from +0, padding left out, divided by the number of taps
    /// inside the input, or with `countPads` inside the padded input.
    void averagePool(int channels, Window window, boolean countPads, float[] x, float[] y);

    /// y[i] = function(x[i]).
    void unary(UnaryFunction function, float[] x, float[] y);

    /// y = function(a, b) with both operands spread over the output's shape.
    void binary(BinaryFunction function, Broadcast broadcast, float[] a, float[] b, float[] y);

    /// Softmax of each row of `columns`: m = max, e = exp(x − m), Z = 16-lane sum of e, y = e ÷ Z.
    void softmax(int columns, float[] x, float[] y);

    /// The 16-lane sum of each row of `columns`.
    void sumRows(int columns, float[] x, float[] y);

    /// Matrix product in integers, added to what `acc` holds: acc[r][c] += Σ_i w[r][i]·x[i][c]. No sum may leave int32.
    void integerProducts(MatMulShape shape, ByteSpan w, IntSpan x, IntSpan acc);
}
