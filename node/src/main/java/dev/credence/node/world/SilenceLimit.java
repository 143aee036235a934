package dev.credence.node.world;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// A stream on which nothing may take longer to come than a limit, as a socket's own limit has it, for one that has none: the JDK's client
/// bounds the time until the headers alone.
final class SilenceLimit extends FilterInputStream {
    private final Duration silenceMax;
    private final ScheduledExecutorService deadlines;
    private volatile boolean late;

    /// @param in closing it from another thread must end what waits for it
    SilenceLimit(InputStream in, Duration silenceMax, ScheduledExecutorService deadlines) {
        super(in);
        this.silenceMax = silenceMax;
        this.deadlines = deadlines;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// @throws SocketTimeoutException if nothing came for too long; the stream is closed then
    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        ScheduledFuture<?> deadline = deadlines.schedule(this::giveUp, silenceMax.toMillis(), TimeUnit.MILLISECONDS);
        try {
            int read = in.read(to, from, length);
            if (read < 0 && late) {
                throw new SocketTimeoutException("nothing came for " + silenceMax.toMillis() + " ms");
            }
            return read;
        } catch (IOException failed) {
            if (late && !(failed instanceof SocketTimeoutException)) {
                SocketTimeoutException silent = new SocketTimeoutException("nothing came for " + silenceMax.toMillis() + " ms");
                silent.initCause(failed);
                throw silent;
            }
            throw failed;
        } finally {
            deadline.cancel(false);
        }
    }

    private void giveUp() {
        late = true;
        try {
            in.close();
        } catch (IOException closedAlready) {
            // Nobody reads it any more.
        }
    }
}
