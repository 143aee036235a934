package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Takes lines from a stream, each bounded.
final class LineReader {
    private final InputStream in;

    LineReader(InputStream in) {
        this.in = in;
    }

    /// The next line, without its end, or empty behind the last one.
    Optional<Bytes> line(int bytesMax) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                if (line.size() > 0) {
                    throw new EOFException("the reply ends within a line");
                }
                return Optional.empty();
            }
            if (line.size() >= bytesMax) {
                throw new IOException("a line of the reply is longer than " + bytesMax + " bytes");
            }
            line.write(c);
        }
        byte[] bytes = line.toByteArray();
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        return Optional.of(Bytes.of(bytes, 0, length));
    }
}
