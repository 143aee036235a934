package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.MalformedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the paths that `TilePath` writes, and no others.
final class TilePathParser {
    // Five groups in front hold indices up to 10^18 - 1, below 2^63.
    private static final Pattern PATH = Pattern.compile(
            "tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");
    private static final int PATH_CHARS_MAX = 64;

    private TilePathParser() {}

    static TilePath parse(String path) throws MalformedException {
        Matcher match = PATH.matcher(path.length() > PATH_CHARS_MAX ? "" : path);
        if (!match.matches()) {
            throw refused(path);
        }
        String groups = match.group(2);
        int width = match.group(3) == null ? TilePath.WIDTH : Integer.parseInt(match.group(3));
        if (groups.startsWith("x000") || (match.group(3) != null && width >= TilePath.WIDTH)) {
            throw refused(path);
        }
        long index = Long.parseLong(groups.replace("x", "").replace("/", ""));
        if (match.group(1).equals("entries")) {
            return new TilePath.Entries(index, width);
        }
        int level = Integer.parseInt(match.group(1));
        if (level > TilePath.Hashes.LEVEL_MAX) {
            throw refused(path);
        }
        return new TilePath.Hashes(level, index, width);
    }

    private static MalformedException refused(String path) {
        return new MalformedException(
                "", -1, "tile/<level>/<index>[.p/<width>] or tile/entries/<index>[.p/<width>]", "'" + path + "'");
    }
}
