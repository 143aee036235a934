package dev.credence.node.http;

import java.util.ArrayList;
import java.util.List;

/// A caller for the time of one request; its connection is read ahead only once somebody asks.
final class WatchedCaller implements Caller {
    private final Connection connection;
    private final List<Runnable> actions = new ArrayList<>();
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
            connection.watch(this::went);
        }
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
