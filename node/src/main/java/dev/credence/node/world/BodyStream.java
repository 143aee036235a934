package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;

/// A reply whose body is read from its connection, which nobody else uses.
final class BodyStream implements Network.Stream {
    private final URI uri;
    private final int status;
    private final int bytesMax;
    private final InputStream body;
    private final LineReader lines;
    private final Closeable connection;

    /// @param connection closed with this
    BodyStream(Network.Call call, int status, InputStream body, Closeable connection) {
        this.uri = call.uri();
        this.status = status;
        this.bytesMax = call.replyBytesMax();
        this.body = new BufferedInputStream(body, 16 << 10);
        this.lines = new LineReader(this.body);
        this.connection = connection;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Bytes whole() throws IOException {
        byte[] all = body.readNBytes(bytesMax + 1);
        if (all.length > bytesMax) {
            throw new IOException("the reply is longer than " + bytesMax + " bytes");
        }
        return Bytes.wrap(all);
    }

    @Override
    public Optional<Bytes> line(int lineBytesMax) throws IOException {
        try {
            return lines.line(lineBytesMax);
        } catch (SocketTimeoutException silent) {
            throw new IOException(uri + " says nothing any more", silent);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException closedAlready) {
            // Nobody uses it any more.
        }
    }
}
