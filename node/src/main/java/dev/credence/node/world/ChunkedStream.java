package dev.credence.node.world;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The content of a chunked body (RFC 9112, section 7.1), as it comes.
final class ChunkedStream extends InputStream {
    private static final int SIZE_LINE_BYTES_MAX = 1_024;

    private final InputStream in;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(to, from, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the reply ends within a chunk");
        }
        left -= read;
        return read;
    }

    private void next() throws IOException {
        if (begun && !line().isEmpty()) {
            throw new IOException("a chunk of the reply is longer than it says");
        }
        begun = true;
        String size = line().split(";", -1)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
            throw new IOException("the reply has no readable length");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            ended = true;
            while (!line().isEmpty()) {
                // Trailers: nothing in them is of use.
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the reply ends early");
            }
            if (line.length() >= SIZE_LINE_BYTES_MAX) {
                throw new IOException("the reply has no readable length");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
