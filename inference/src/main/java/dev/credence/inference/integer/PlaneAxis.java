package dev.credence.inference.integer;

/// One axis of a window that slides over a plane: tap t at position p lies over the cell p·stride − pad + t·dilation.
///
/// Padding behind the end is not stated: `out` says where the window stops. Every position has at least one tap over a real cell.
///
/// @param in  cells of the plane, in [1, 65,536], as all others
/// @param out positions of the window
/// @param pad in [0, 65,535]
public record PlaneAxis(int in, int out, int kernel, int stride, int dilation, int pad) {
    /// What stands for an axis that is not there.
    public static final PlaneAxis NONE = new PlaneAxis(1, 1, 1, 1, 1, 0);

    public static final int SIZE_MAX = 1 << 16;

    public PlaneAxis {
        if (outside(in) || outside(out) || outside(kernel) || outside(stride) || outside(dilation) || outside(pad + 1)) {
            throw new IllegalArgumentException("an axis of numbers in [1, " + SIZE_MAX + "] expected, found "
                    + in + " " + out + " " + kernel + " " + stride + " " + dilation + " and padding " + pad);
        }
        for (int position = 0; position < out; position++) {
            long start = (long) position * stride - pad;
            long tap = start >= 0 ? 0 : (-start + dilation - 1) / dilation;
            if (tap >= kernel || start + tap * dilation >= in) {
                throw new IllegalArgumentException("the window at position " + position + " lies over padding alone");
            }
        }
    }

    private static boolean outside(int size) {
        return size < 1 || size > SIZE_MAX;
    }

    /// The cell under `tap` at `position`, or −1 where it is padding.
    public int source(int position, int tap) {
        long cell = (long) position * stride - pad + (long) tap * dilation;
        return cell >= 0 && cell < in ? (int) cell : -1;
    }
}
