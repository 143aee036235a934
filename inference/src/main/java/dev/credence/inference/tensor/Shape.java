package dev.credence.inference.tensor;

import java.util.Arrays;
import java.util.Optional;

/// The dimensions of a tensor, outermost first (row-major). Rank 0 is a scalar; a dimension may be 0.
///
/// The product of the dimensions always fits an `int`, since one Java array holds all elements.
public final class Shape {
    /// The largest rank; the deepest tensors of the ONNX suites have 7.
    public static final int RANK_MAX = 16;

    /// The largest number of elements of one tensor (the virtual machine's longest array, less a header).
    public static final int ELEMENTS_MAX = Integer.MAX_VALUE - 8;

    public static final Shape SCALAR = new Shape(new int[0], 1);

    private final int[] dimensions;
    private final int elements;

    private Shape(int[] dimensions, int elements) {
        this.dimensions = dimensions;
        this.elements = elements;
    }

    /// @throws IllegalArgumentException if a dimension is negative or there are too many elements
    public static Shape of(int... dimensions) {
        long[] wide = new long[dimensions.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = dimensions[i];
        }
        return ofChecked(wide)
                .orElseThrow(() -> new IllegalArgumentException("not a shape: " + Arrays.toString(dimensions)));
    }

    /// The shape with dimensions from outside, or empty if one is negative, there are too many of them, or their exact
    /// product exceeds `ELEMENTS_MAX`.
    ///
    /// A zero does not excuse the others: the product of the dimensions that are not 0 is bounded too, so that no
    /// later product overflows.
    public static Optional<Shape> ofChecked(long... dimensions) {
        if (dimensions.length > RANK_MAX) {
            return Optional.empty();
        }
        int[] narrow = new int[dimensions.length];
        long product = 1;
        boolean empty = false;
        for (int i = 0; i < narrow.length; i++) {
            long size = dimensions[i];
            if (size < 0 || size > ELEMENTS_MAX) {
                return Optional.empty();
            }
            empty |= size == 0;
            product *= Math.max(size, 1); // both below 2^31: no overflow of a long
            if (product > ELEMENTS_MAX) {
                return Optional.empty();
            }
            narrow[i] = (int) size;
        }
        return Optional.of(new Shape(narrow, empty ? 0 : (int) product));
    }

    public int rank() {
        return dimensions.length;
    }

    /// The size of dimension `axis`, 0 being the outermost.
    public int at(int axis) {
        return dimensions[axis];
    }

    /// The number of elements.
    public int elements() {
        return elements;
    }

    /// The product of the dimensions in [from, to).
    public int elements(int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= dimensions[axis];
        }
        return product;
    }

    /// A copy of the dimensions.
    public int[] toArray() {
        return dimensions.clone();
    }

    /// A copy of the dimensions.
    public long[] toLongs() {
        long[] wide = new long[dimensions.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = dimensions[i];
        }
        return wide;
    }

    /// How many elements apart neighbours along each axis lie in row-major order.
    public int[] strides() {
        int[] strides = new int[dimensions.length];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(dimensions[axis], 1);
        }
        return strides;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /// For example `[1,28,28]`.
    @Override
    public String toString() {
        return Arrays.toString(dimensions).replace(" ", "");
    }
}
