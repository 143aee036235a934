package dev.credence.inference.language.transformer;

/// The activations of some positions on their way through the layers; one after the other of a run's batches uses it.
final class Batch {
    /// Of each row.
    int[] positions;
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
        positions = new int[0];
        x = new float[rows * shape.width()];
        h = new float[rows * shape.width()];
        query = new float[rows * shape.attention().queryWidth()];
        key = new float[rows * shape.attention().keyWidth()];
        value = new float[rows * shape.attention().keyWidth()];
        mixed = new float[rows * shape.attention().queryWidth()];
        gate = new float[rows * shape.feedForward()];
        up = new float[rows * shape.feedForward()];
    }

    /// The rows are the positions from `first` on.
    void begin(int first, int rows) {
        positions = new int[rows];
        for (int row = 0; row < rows; row++) {
            positions[row] = first + row;
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
    }
}
