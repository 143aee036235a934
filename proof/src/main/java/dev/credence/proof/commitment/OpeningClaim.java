package dev.credence.proof.commitment;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Point;

/// What an opening shows: the polynomial behind `root` has the value `value` at `point`.
///
/// **Obligation**: root and shape are the caller's own knowledge; the root was absorbed before any coordinate of the point
/// was drawn, and the first shape.rowsLog() coordinates are challenges of the same transcript, drawn independently and
/// uniformly after it: they fold the rows, and no other challenge does.
///
/// @param point shape.variables() coordinates, most significant variable first
public record OpeningClaim(Digest root, CommitmentShape shape, Point point, Extension value) {
    public OpeningClaim {
        if (point.size() != shape.variables()) {
            throw new IllegalArgumentException(shape.variables() + " coordinates expected, found " + point.size());
        }
    }

    /// The coordinates that fold the rows.
    Point rowPoint() {
        return point.first(shape.rowsLog());
    }

    /// The coordinates of the claim that is left on the folded row.
    Point columnPoint() {
        return point.last(shape.columnsLog());
    }

    // Absorbed once more at the beginning of an opening, so that it is bound to its claim whatever the caller did.
    Bytes encode() {
        byte[] bytes = new byte[Digest.LENGTH + 16 + 16 * (point.size() + 1)];
        root.bytes().copyTo(bytes, 0);
        LeafHash.LIMBS.set(bytes, Digest.LENGTH, (long) shape.rows());
        LeafHash.LIMBS.set(bytes, Digest.LENGTH + 8, (long) shape.columnsLog());
        for (int i = 0; i <= point.size(); i++) {
            Extension element = i < point.size() ? point.get(i) : value;
            LeafHash.LIMBS.set(bytes, Digest.LENGTH + 16 + 16 * i, element.c0());
            LeafHash.LIMBS.set(bytes, Digest.LENGTH + 24 + 16 * i, element.c1());
        }
        return Bytes.wrap(bytes);
    }
}
