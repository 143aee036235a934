package dev.credence.node.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// One connection's incoming bytes, read ahead while a request is being answered: that is how a caller's going away is seen.
///
/// Bytes that come meanwhile are handed over when the library asks for the next ones; nothing is lost, and no two threads read
/// at once.
final class Connection implements Supplier<byte[]> {
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

    /// Reads ahead, and runs `gone` when there will be nothing more.
    synchronized void watch(Runnable gone) {
        if (ahead == null) {
            CompletableFuture<byte[]> reading = new CompletableFuture<>();
            ahead = reading;
            Thread.ofVirtual().name("read-ahead").start(() -> {
                try {
                    reading.complete(next());
                } catch (RuntimeException ended) {
                    reading.completeExceptionally(ended);
                }
            });
        }
        ahead.whenComplete((_, ended) -> {
            if (ended != null) {
                gone.run();
            }
        });
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
