package dev.credence.proof.multilinear;

import dev.credence.proof.field.Extension;
import java.util.ArrayList;
import java.util.List;

/// A point of F^n; coordinate 0 belongs to the most significant bit of an index.
///
/// @param coordinates from the top variable down
public record Point(List<Extension> coordinates) {
    /// The point of no coordinates.
    public static final Point EMPTY = new Point(List.of());

    public Point {
        coordinates = List.copyOf(coordinates);
    }

    public static Point of(Extension... coordinates) {
        return new Point(List.of(coordinates));
    }

    /// The corner of the cube whose index is `index`.
    public static Point corner(int index, int size) {
        List<Extension> bits = new ArrayList<>(size);
        for (int i = size - 1; i >= 0; i--) {
            bits.add((index >>> i & 1) == 0 ? Extension.ZERO : Extension.ONE);
        }
        return new Point(bits);
    }

    public int size() {
        return coordinates.size();
    }

    public Extension get(int variable) {
        return coordinates.get(variable);
    }

    /// The first `count` coordinates: those of the most significant bits.
    public Point first(int count) {
        return new Point(coordinates.subList(0, count));
    }

    /// The last `count` coordinates: those of the least significant bits.
    public Point last(int count) {
        return new Point(coordinates.subList(size() - count, size()));
    }

    /// This point's coordinates, then those of `lower`.
    public Point then(Point lower) {
        List<Extension> joined = new ArrayList<>(coordinates);
        joined.addAll(lower.coordinates);
        return new Point(joined);
    }
}
