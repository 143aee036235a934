package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.MalformedException;

/// The name of a static resource of a tiled log (C2SP tlog-tiles): a tile of hashes or a bundle of entries.
///
/// ```
/// tile/<level>/<index>[.p/<width>]        tile/entries/<index>[.p/<width>]
/// ```
///
/// The index stands in groups of three digits, each but the last with an `x` before it: 1234067 is `x001/x234/067`.
/// One spelling: no group of zeros in front, no partial suffix on a full tile.
public sealed interface TilePath {
    /// Hashes, or entries, of a full tile.
    int WIDTH = 256;

    /// The number of the tile within its level.
    long index();

    /// The number of hashes or entries, 1 to 256; below 256 the tile is partial.
    int width();

    /// The resource's path below the log's prefix, without a slash in front.
    String path();

    /// `width` hashes of complete subtrees of 256^level leaves.
    record Hashes(int level, long index, int width) implements TilePath {
        /// The highest level that C2SP names; 256^7 leaves are more than any log has.
        public static final int LEVEL_MAX = 63;

        public Hashes {
            if (level < 0 || level > LEVEL_MAX) {
                throw new IllegalArgumentException("a tile's level is in [0, 63], found " + level);
            }
            check(index, width);
        }

        @Override
        public String path() {
            return "tile/" + level + "/" + suffix(index, width);
        }
    }

    /// `width` log entries.
    record Entries(long index, int width) implements TilePath {
        public Entries {
            check(index, width);
        }

        @Override
        public String path() {
            return "tile/entries/" + suffix(index, width);
        }
    }

    /// Reads a path in its one spelling.
    static TilePath parse(String path) throws MalformedException {
        return TilePathParser.parse(path);
    }

    private static void check(long index, int width) {
        if (index < 0) {
            throw new IllegalArgumentException("a tile's index is not negative, found " + index);
        }
        if (width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("a tile's width is in [1, 256], found " + width);
        }
    }

    private static String suffix(long index, int width) {
        StringBuilder text = new StringBuilder(threeDigits(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            text.insert(0, "x" + threeDigits(rest % 1000) + "/");
        }
        return width == WIDTH ? text.toString() : text.append(".p/").append(width).toString();
    }

    private static String threeDigits(long group) {
        return (group < 10 ? "00" : group < 100 ? "0" : "") + group;
    }
}
