package dev.credence.inference.language.transformer;

/// The numbers of a model.
///
/// @param layers       how many layers
/// @param width        elements of the residual stream, d
/// @param feedForward  elements of the feed-forward part
/// @param contextMax   positions that the model was trained for
/// @param epsilon      added under the root of each norm
/// @param logitCap     c of c·tanh(x ÷ c) over the logits, or 0 for none
public record ModelShape(
        Architecture architecture,
        int layers,
        int width,
        int feedForward,
        int vocabulary,
        int contextMax,
        float epsilon,
        float logitCap,
        AttentionShape attention,
        RopeShape rope) {

    /// The numbers of attention.
    ///
    /// @param heads    query heads
    /// @param kvHeads  key and value heads; divides `heads`
    /// @param headSize elements of a head
    /// @param scale    multiplies the scores
    /// @param scoreCap c of c·tanh(s ÷ c) over the scores, or 0 for none
    /// @param window   positions that a local layer sees, its own among them
    /// @param pattern  of so many layers all but the last are local; 1 for none
    public record AttentionShape(int heads, int kvHeads, int headSize, float scale, float scoreCap, int window, int pattern) {
        /// Elements of all queries of a position.
        public int queryWidth() {
            return heads * headSize;
        }

        /// Elements of all keys of a position.
        public int keyWidth() {
            return kvHeads * headSize;
        }

        /// Whether layer `layer` sees a window only.
        public boolean isLocal(int layer) {
            return layer % pattern < pattern - 1;
        }

        /// The first position that position `position` sees in layer `layer`.
        public int firstVisible(int layer, int position) {
            return isLocal(layer) ? Math.max(0, position - window + 1) : 0;
        }
    }

    /// The numbers of rotation.
    ///
    /// @param rotated      how many elements of a head are rotated, an even number
    /// @param base         of the frequencies
    /// @param localBase    of the frequencies of local layers
    /// @param linearFactor divides the frequencies
    /// @param localFactor  divides those of local layers
    public record RopeShape(int rotated, double base, double localBase, double linearFactor, double localFactor) {}
}
