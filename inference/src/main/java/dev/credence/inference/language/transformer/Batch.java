package dev.credence.inference.language.transformer;

import java.util.List;

/// The activations of some positions, of one sequence or several, on their way through the layers; one after the other of a run's
/// batches uses it.
final class Batch {
    /// Of each row.
    int[] positions = {};
    /// Ascending by their rows.
    Part[] parts = {};
    /// The residual stream, `[rows × width]`.
    final float[] x;
    /// What was normed, and what a projection back to the residual stream gave, `[rows × width]`.
    final float[] h;
    final float[] query;
    final float[] key;
    final float[] value;
    /// What attention gave, `[rows × queryWidth]`.
    final float[] mixed;
    final float[] gate;
    final float[] up;

    /// Room for `rows` positions.
    Batch(ModelShape shape, int rows) {
        x = new float[rows * shape.width()];
        h = new float[rows * shape.width()];
        query = new float[rows * shape.attention().queryWidth()];
        key = new float[rows * shape.attention().keyWidth()];
        value = new float[rows * shape.attention().keyWidth()];
        mixed = new float[rows * shape.attention().queryWidth()];
        gate = new float[rows * shape.feedForward()];
        up = new float[rows * shape.feedForward()];
    }

    /// The rows of `spans`, one span after the other.
    void begin(List<Transformer.Span> spans) {
        parts = new Part[spans.size()];
        int rows = 0;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part(spans.get(i), rows, spans.get(i).ids().length);
            rows += parts[i].rows();
        }
        positions = new int[rows];
        for (Part part : parts) {
            for (int row = 0; row < part.rows(); row++) {
                positions[part.row() + row] = part.span().cache().length() + row;
            }
        }
    }

    /// Goes on with the rows `kept`, ascending, of the residual stream and of what was normed.
    void keep(int[] kept, int width) {
        int[] left = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            left[i] = positions[kept[i]];
            System.arraycopy(x, kept[i] * width, x, i * width, width);
            System.arraycopy(h, kept[i] * width, h, i * width, width);
        }
        positions = left;
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            int from = at;
            int end = parts[i].row() + parts[i].rows();
            while (at < kept.length && kept[at] < end) {
                at++;
            }
            parts[i] = new Part(parts[i].span(), from, at - from);
        }
    }

    /// The rows of one span that are still in play: `rows` of them from `row` on.
    record Part(Transformer.Span span, int row, int rows) {}
}
