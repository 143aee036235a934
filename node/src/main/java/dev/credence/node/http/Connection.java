package dev.credence.node.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// One connection's incoming bytes, read ahead while a request is being answered: that is how a caller's going away is seen.
///
/// Bytes that end in order say only that the caller will send no more: of a caller that waits for its answer and of one that left, the same
/// comes over the wire. What is written to one that left is answered by a reset, so that a later write fails: `interim` is written to find out.
///
/// Bytes that come meanwhile are handed over when the library asks for the next ones; nothing is lost, and no two threads read
/// at once.
final class Connection implements Supplier<byte[]> {
    /// What any client passes over before its reply, those that know but one interim reply included (RFC 9110, section 15.2).
    private static final byte[] INTERIM = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ConnectionContext context;
    private final DataReader socket;
    private CompletableFuture<byte[]> ahead;

    Connection(ConnectionContext context) {
        this.context = context;
        this.socket = context.dataReader();
    }

    @Override
    public byte[] get() {
        CompletableFuture<byte[]> pending;
        synchronized (this) {
            pending = ahead;
            ahead = null;
        }
        if (pending == null) {
            return next();
        }
        try {
            return pending.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            abort();
            throw new CloseConnectionException("the server stops", stopping);
        }
    }

    /// Reads ahead, and runs `ended` when the caller will send nothing more, or `gone` when the connection is broken.
    synchronized void watch(Runnable ended, Runnable gone) {
        if (ahead == null) {
            CompletableFuture<byte[]> reading = new CompletableFuture<>();
            ahead = reading;
            Thread.ofVirtual().name("read-ahead").start(() -> {
                try {
                    reading.complete(next());
                } catch (RuntimeException none) {
                    reading.completeExceptionally(none);
                }
            });
        }
        ahead.whenComplete((_, none) -> {
            if (none instanceof DataReader.InsufficientDataAvailableException) {
                ended.run();
            } else if (none != null) {
                gone.run();
            }
        });
    }

    /// Writes an interim reply. **Obligation**: nothing of the reply itself is written yet, or meanwhile.
    ///
    /// @throws IOException if the caller is not there
    void interim() throws IOException {
        try {
            context.dataWriter().writeNow(BufferData.create(INTERIM));
        } catch (RuntimeException broken) {
            throw new IOException("the caller went away", broken);
        }
    }

    /// Breaks the connection off, from whatever thread.
    void abort() {
        try {
            context.serverSocket().close();
        } catch (RuntimeException closedAlready) {
            // Nobody uses it any more.
        }
    }

    private byte[] next() {
        socket.ensureAvailable();
        return socket.readBytes(socket.available());
    }
}
