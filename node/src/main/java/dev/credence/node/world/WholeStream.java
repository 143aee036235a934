package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/// A reply that has come whole, as a stream.
final class WholeStream implements Network.Stream {
    private final Network.Reply reply;
    private final LineReader lines;

    WholeStream(Network.Reply reply) {
        this.reply = reply;
        this.lines = new LineReader(new ByteArrayInputStream(reply.body().toArray()));
    }

    @Override
    public int status() {
        return reply.status();
    }

    @Override
    public Bytes whole() {
        return reply.body();
    }

    @Override
    public Optional<Bytes> line(int bytesMax) throws IOException {
        return lines.line(bytesMax);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
