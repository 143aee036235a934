package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads one HTTP/1.1 reply (RFC 9112), everything bounded.
final class HttpReplyReader {
    private static final int HEAD_BYTES_MAX = 64 << 10;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 [1-5][0-9][0-9]( .*)?");

    private final InputStream in;
    private final int bytesMax;
    private int headBytes;
    private boolean begun;
    private boolean reusable = true;

    /// @param in       buffered
    /// @param bytesMax the largest body
    HttpReplyReader(InputStream in, int bytesMax) {
        this.in = in;
        this.bytesMax = bytesMax;
    }

    /// Whether any byte of a reply came.
    boolean begun() {
        return begun;
    }

    /// Whether the connection may serve another exchange.
    boolean reusable() {
        return reusable;
    }

    /// Status and headers of a reply whose body is not read yet.
    record Head(int status, Map<String, List<String>> headers) {}

    Head head() throws IOException {
        int status = status(line());
        while (status < 200) {
            headers();
            status = status(line());
        }
        return new Head(status, headers());
    }

    /// The body behind a head, as it comes.
    InputStream stream(Head head) throws IOException {
        if (first(head.headers(), "transfer-encoding").equalsIgnoreCase("chunked")) {
            return new ChunkedStream(in);
        }
        String length = first(head.headers(), "content-length");
        return length.isEmpty() ? in : new ByteArrayInputStream(exactly(size(length, 10)));
    }

    Network.Reply read(boolean head) throws IOException {
        int status = status(line());
        while (status < 200) {
            // An interim reply: its headers end with an empty line, and the real one follows.
            headers();
            status = status(line());
        }
        Map<String, List<String>> headers = headers();
        reusable = !first(headers, "connection").equalsIgnoreCase("close");
        boolean none = head || status == 204 || status == 304;
        return new Network.Reply(status, headers, none ? Bytes.EMPTY : body(headers));
    }

    private static int status(String line) throws IOException {
        if (!STATUS_LINE.matcher(line).matches()) {
            throw new IOException("the reply does not begin as HTTP/1.1 does");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("the reply has a header without a name");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private Bytes body(Map<String, List<String>> headers) throws IOException {
        if (first(headers, "transfer-encoding").equalsIgnoreCase("chunked")) {
            return chunks();
        }
        String length = first(headers, "content-length");
        if (length.isEmpty()) {
            reusable = false;
            return Bytes.wrap(bounded(in.readNBytes(bytesMax + 1)));
        }
        return Bytes.wrap(exactly(size(length, 10)));
    }

    private Bytes chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = size(line().split(";")[0].strip(), 16); size > 0; size = size(line().split(";")[0].strip(), 16)) {
            all.write(exactly(size));
            bounded(all.size());
            line();
        }
        headers();
        return Bytes.wrap(all.toByteArray());
    }

    private int size(String text, int radix) throws IOException {
        long size;
        try {
            size = Long.parseUnsignedLong(text, radix);
        } catch (NumberFormatException malformed) {
            throw new IOException("the reply has no readable length", malformed);
        }
        return bounded(size);
    }

    private int bounded(long size) throws IOException {
        if (size < 0 || size > bytesMax) {
            throw new IOException("the reply is longer than " + bytesMax + " bytes");
        }
        return (int) size;
    }

    private byte[] bounded(byte[] read) throws IOException {
        bounded(read.length);
        return read;
    }

    private byte[] exactly(int size) throws IOException {
        byte[] read = in.readNBytes(size);
        if (read.length < size) {
            throw new EOFException("the reply ends early");
        }
        return read;
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the other side closed the connection");
            }
            begun = true;
            if (++headBytes > HEAD_BYTES_MAX) {
                throw new IOException("the reply's head is longer than " + HEAD_BYTES_MAX + " bytes");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    private static String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? "" : values.getFirst();
    }
}
