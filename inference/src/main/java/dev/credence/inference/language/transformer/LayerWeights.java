package dev.credence.inference.language.transformer;

/// The weights of one layer. Norms are arrays that nobody writes to; one that the architecture does not have is empty.
public record LayerWeights(AttentionWeights attention, FeedForwardWeights feedForward) {
    /// @param norm      before the projections
    /// @param queryNorm over each head's query
    /// @param keyNorm   over each head's key
    /// @param postNorm  before the residual addition
    public record AttentionWeights(
            float[] norm, Matrix query, Matrix key, Matrix value, Matrix output, float[] queryNorm, float[] keyNorm, float[] postNorm) {}

    /// @param norm     before the projections
    /// @param postNorm before the residual addition
    public record FeedForwardWeights(float[] norm, Matrix gate, Matrix up, Matrix down, float[] postNorm) {}
}
