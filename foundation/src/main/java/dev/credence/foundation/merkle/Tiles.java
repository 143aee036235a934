package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tiles of a log (C2SP tlog-tiles): which there are for a size, and what is in them.
///
/// ```
/// hash i of tile n at level l = MTH(D[(256n + i)·256^l : (256n + i + 1)·256^l])
/// ```
public final class Tiles {
    private static final int LEVEL_BITS = 8;

    private Tiles() {}

    /// The tiles that a log of `newSize` leaves has and one of `oldSize` had not, or had narrower: level by level, index
    /// by index. With oldSize 0, all tiles.
    public static List<TilePath.Hashes> grown(long oldSize, long newSize) {
        checkSizes(oldSize, newSize);
        List<TilePath.Hashes> tiles = new ArrayList<>();
        for (int level = 0; level * LEVEL_BITS < Long.SIZE - 1; level++) {
            long before = oldSize >>> (level * LEVEL_BITS);
            long after = newSize >>> (level * LEVEL_BITS);
            for (long index = before / TilePath.WIDTH; before < after && index * TilePath.WIDTH < after; index++) {
                tiles.add(new TilePath.Hashes(level, index, width(index, after)));
            }
        }
        return List.copyOf(tiles);
    }

    /// The entry bundles that a log of `newSize` entries has and one of `oldSize` had not, or had narrower.
    public static List<TilePath.Entries> grownEntries(long oldSize, long newSize) {
        checkSizes(oldSize, newSize);
        List<TilePath.Entries> bundles = new ArrayList<>();
        for (long index = oldSize / TilePath.WIDTH; oldSize < newSize && index * TilePath.WIDTH < newSize; index++) {
            bundles.add(new TilePath.Entries(index, width(index, newSize)));
        }
        return List.copyOf(bundles);
    }

    /// The content of `tile`, 32 bytes a hash; empty where the tree has not grown so far.
    ///
    /// A partial tile is a prefix of the later, wider one, so every width that once was is still answered.
    public static Optional<Bytes> hashes(AppendOnlyTree tree, TilePath.Hashes tile) {
        int shift = tile.level() * LEVEL_BITS;
        long available = shift >= Long.SIZE - 1 ? 0 : tree.size() >>> shift;
        // Divided rather than multiplied: the index is a stranger's and may be near 2^63.
        if (available < tile.width() || tile.index() > (available - tile.width()) / TilePath.WIDTH) {
            return Optional.empty();
        }
        return Optional.of(tree.nodes(shift, tile.index() * TilePath.WIDTH, tile.width()));
    }

    private static int width(long index, long count) {
        return (int) Math.min(TilePath.WIDTH, count - index * TilePath.WIDTH);
    }

    private static void checkSizes(long oldSize, long newSize) {
        if (oldSize < 0 || newSize < oldSize) {
            throw new IllegalArgumentException("sizes grow, found " + oldSize + " and " + newSize);
        }
    }
}
