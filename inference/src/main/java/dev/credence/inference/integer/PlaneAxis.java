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
        int position = overPaddingAlone(in, out, kernel, stride, dilation, pad);
        if (position >= 0) {
            throw new IllegalArgumentException("the window at position " + position + " lies over padding alone");
        }
    }

    // A position all of whose taps lie over padding, or −1. Strangers' programs have thousands of axes of thousands of positions, so that only
    // those are looked at one by one where taps lie farther apart than the plane is long.
    private static int overPaddingAlone(int in, int out, int kernel, int stride, int dilation, int pad) {
        // The last position begins farthest to the right, the first needs the most taps to reach the plane.
        if ((long) (out - 1) * stride - pad >= in) {
            return out - 1;
        }
        if ((long) (kernel - 1) * dilation < pad) {
            return 0;
        }
        if (dilation <= in) {
            return -1;
        }
        // Before the plane, the first tap that is not left of it lies over cell −pad + position·stride modulo the dilation.
        int cell = Math.floorMod(-pad, dilation);
        int step = stride % dilation;
        for (int position = 0; position < out && (long) position * stride < pad; position++) {
            if (cell >= in) {
                return position;
            }
            cell += step;
            cell -= cell >= dilation ? dilation : 0;
        }
        return -1;
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
