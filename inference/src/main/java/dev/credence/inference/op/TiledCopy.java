package dev.credence.inference.op;

/// A copy that turns two axes over, tile by tile: what is read side by side is written far apart, or the other way round.
///
/// Row by row, each element that is read brings a cache line of sixteen of which one is used before it is gone again; in a tile of 16 by 16 all are.
/// Moves floats and computes nothing, so no result depends on it.
final class TiledCopy {
    /// A cache line of floats; a tile is a kilobyte on either side.
    private static final int TILE = 16;

    /// Below this a quarter of a megabyte stays in a near cache anyway, and rows are as fast.
    private static final int ELEMENTS_MIN = 1 << 16;

    private final Strided.Lattice from;
    private final Strided.Lattice to;
    private final int[] sizes;
    private final int inner;
    private final int near;

    private TiledCopy(Strided.Lattice from, Strided.Lattice to, int[] sizes, int near) {
        this.from = from;
        this.to = to;
        this.sizes = sizes;
        this.inner = sizes.length - 1;
        this.near = near;
    }

    /// Copies the box if it is one that this is for; whether it did.
    static boolean copied(Strided.Lattice from, Strided.Lattice to, int[] sizes) {
        int inner = sizes.length - 1;
        if (inner < 1 || elements(sizes) < ELEMENTS_MIN || !(from.array() instanceof float[]) || to.strides()[inner] != 1
                || from.strides()[inner] <= 1 || sizes[inner] < TILE) {
            return false;
        }
        for (int axis = 0; axis < inner; axis++) {
            if (from.strides()[axis] == 1 && sizes[axis] >= TILE) {
                new TiledCopy(from, to, sizes, axis).planes(0, from.at(), to.at());
                return true;
            }
        }
        return false;
    }

    private static int elements(int[] sizes) {
        int product = 1;
        for (int size : sizes) {
            product *= size;
        }
        return product;
    }

    // Every plane of the two axes, over all places of the others.
    private void planes(int axis, int s, int t) {
        if (axis == inner) {
            plane(s, t);
            return;
        }
        int count = axis == near ? 1 : sizes[axis];
        for (int i = 0; i < count; i++) {
            planes(axis + 1, s + i * from.strides()[axis], t + i * to.strides()[axis]);
        }
    }

    private void plane(int s, int t) {
        int rows = sizes[near];
        int columns = sizes[inner];
        for (int row = 0; row < rows; row += TILE) {
            int height = Math.min(TILE, rows - row);
            for (int column = 0; column < columns; column += TILE) {
                int width = Math.min(TILE, columns - column);
                tile(s + row + column * from.strides()[inner], t + row * to.strides()[near] + column, height, width);
            }
        }
    }

    private void tile(int s, int t, int height, int width) {
        float[] source = (float[]) from.array();
        float[] target = (float[]) to.array();
        int step = from.strides()[inner];
        int stride = to.strides()[near];
        for (int i = 0; i < height; i++) {
            int at = t + i * stride;
            int read = s + i;
            for (int j = 0; j < width; j++) {
                target[at + j] = source[read + j * step];
            }
        }
    }
}
