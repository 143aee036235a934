package dev.credence.inference.integer;

/// A window over height × width: positions and taps are counted row by row.
public record PlaneWindow(PlaneAxis height, PlaneAxis width) {
    /// The window over a single cell.
    public static final PlaneWindow POINT = new PlaneWindow(PlaneAxis.NONE, PlaneAxis.NONE);

    public PlaneWindow {
        if ((long) height.in() * width.in() > IntegerTensor.ELEMENTS_MAX
                || (long) height.out() * width.out() > IntegerTensor.ELEMENTS_MAX
                || (long) height.kernel() * width.kernel() > IntegerTensor.ELEMENTS_MAX) {
            throw new IllegalArgumentException("planes and windows of at most " + IntegerTensor.ELEMENTS_MAX + " cells expected");
        }
    }

    /// Cells of the plane.
    public int cells() {
        return height.in() * width.in();
    }

    /// Places where the window stands.
    public int positions() {
        return height.out() * width.out();
    }

    /// Cells under the window, padding included.
    public int taps() {
        return height.kernel() * width.kernel();
    }

    /// The cell under `tap` at `position`, or −1 where it is padding.
    public int source(int position, int tap) {
        int row = height.source(position / width.out(), tap / width.kernel());
        int column = width.source(position % width.out(), tap % width.kernel());
        return row < 0 || column < 0 ? -1 : row * width.in() + column;
    }

    /// Whether no tap ever lies over padding.
    public boolean isFull() {
        return isFull(height) && isFull(width);
    }

    private static boolean isFull(PlaneAxis axis) {
        return axis.source(0, 0) >= 0 && axis.source(axis.out() - 1, axis.kernel() - 1) >= 0;
    }
}
