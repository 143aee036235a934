package dev.credence.node.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A caller for the time of one request; its connection is read ahead only once somebody asks.
///
/// A caller that will send nothing more is probed by writing until a write fails or the reply is whole: often at first, since most have left,
/// then once a second for those that may leave later.
final class WatchedCaller implements Caller {
    private static final long PROBE_MILLIS_MIN = 50;
    private static final long PROBE_MILLIS_MAX = 1_000;

    /// Writes something that no client sees.
    @FunctionalInterface
    interface Probe {
        /// @throws IOException if the caller is not there
        void write() throws IOException;
    }

    private final Connection connection;
    private final List<Runnable> actions = new ArrayList<>();
    // None while the reply has not begun to be written.
    private Probe probe;
    private boolean watching;
    private boolean gone;
    private boolean served;

    WatchedCaller(Connection connection) {
        this.connection = connection;
    }

    @Override
    public synchronized boolean isGone() {
        return gone;
    }

    @Override
    public void onGone(Runnable action) {
        boolean first;
        synchronized (this) {
            if (!gone) {
                actions.add(action);
            }
            first = !watching;
            watching = true;
            if (gone) {
                Thread.ofVirtual().start(action);
            }
        }
        if (first) {
            connection.watch(() -> Thread.ofVirtual().name("half-closed caller").start(this::probe), this::went);
        }
    }

    /// From now on somebody writes the reply, and with it the probes.
    synchronized void probeBy(Probe written) {
        probe = written;
    }

    private void probe() {
        try {
            for (long millis = PROBE_MILLIS_MIN; probed(); millis = Math.min(2 * millis, PROBE_MILLIS_MAX)) {
                Thread.sleep(millis);
            }
        } catch (IOException left) {
            went();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean probed() throws IOException {
        Probe own;
        synchronized (this) {
            if (served || gone) {
                return false;
            }
            own = probe;
            if (own == null) {
                // Here, so that a reply which is whole just now comes behind it.
                connection.interim();
            }
        }
        if (own != null) {
            own.write();
        }
        return true;
    }

    /// The reply is whole: what happens to the connection now is no news.
    synchronized void served() {
        served = true;
        actions.clear();
    }

    /// The caller is not there any more.
    void went() {
        List<Runnable> now;
        synchronized (this) {
            if (served || gone) {
                return;
            }
            gone = true;
            now = List.copyOf(actions);
            actions.clear();
        }
        now.forEach(Thread.ofVirtual()::start);
    }
}
