package dev.credence.inference.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// Reads the regular files of a `.tar.gz` (POSIX ustar, and GNU's entries `L` that hold a long name of the next one).
final class TarGz {
    private static final int BLOCK = 512;

    private TarGz() {}

    static Map<String, byte[]> read(Path archive) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16))) {
            byte[] header = new byte[BLOCK];
            String longName = null;
            while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
                int size = Integer.parseInt(text(header, 124, 12).trim(), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (header[156] == 'L') {
                    longName = text(content, 0, content.length);
                    continue;
                }
                if (header[156] == '0' || header[156] == 0) {
                    String prefix = text(header, 257, 6).equals("ustar") ? text(header, 345, 155) : "";
                    String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
                    files.put(longName == null ? name : longName, content);
                    longName = null;
                } else if (header[156] != '5') {
                    throw new IOException("an entry of type " + (char) header[156] + " is not read");
                }
            }
        }
        return files;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
