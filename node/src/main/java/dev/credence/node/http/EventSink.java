package dev.credence.node.http;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/// Where events are written: each leaves at once, whole, from whatever thread.
///
/// The JSON of an event has no line's end in it, so that one `data: ` line holds it.
public final class EventSink {
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT = ": \n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean begun;
    private volatile long writes;
    private boolean ended;

    /// @param out written and flushed once an event
    public EventSink(OutputStream out) {
        this.out = out;
    }

    /// An event without a name.
    public void send(Json data) throws IOException {
        write(event("", data));
    }

    /// An event with a name.
    public void send(String name, Json data) throws IOException {
        if (!name.matches("[a-z_.]+")) {
            throw new IllegalArgumentException("an event's name is of small letters, '_' and '.', found '" + name + "'");
        }
        write(event("event: " + name + "\n", data));
    }

    /// The last event, `[DONE]`.
    public void done() throws IOException {
        write(DONE);
    }

    /// Whether anything was written.
    boolean begun() {
        return begun;
    }

    /// How many writes were begun; one more than were ended while one goes on.
    long writes() {
        return writes;
    }

    /// Whether a write goes on at present.
    boolean isWriting() {
        return lock.isLocked();
    }

    /// A line that no client sees, unless a write goes on just now or everything is written.
    void comment() throws IOException {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!ended) {
                put(COMMENT);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Writes what no client sees, to find out whether the caller is there: a comment, or before the first byte `interim`.
    void probe(Connection connection) throws IOException {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (begun) {
                put(COMMENT);
            } else {
                connection.interim();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the stream; nothing is written any more.
    void end() {
        lock.lock();
        ended = true;
        lock.unlock();
    }

    private static byte[] event(String head, Json data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head + "data: ").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(JsonWriter.write(data).toArray());
        bytes.write('\n');
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private void write(byte[] bytes) throws IOException {
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("the stream has ended");
            }
            put(bytes);
        } finally {
            lock.unlock();
        }
    }

    // The server library reports a broken connection by unchecked exceptions of its own.
    private void put(byte[] bytes) throws IOException {
        begun = true;
        writes++;
        try {
            out.write(bytes);
            out.flush();
        } catch (RuntimeException broken) {
            throw new IOException("the caller went away", broken);
        }
    }
}
