package dev.credence.node.http;

/// Who asked, as far as the connection tells of it.
public interface Caller {
    /// One that never goes away.
    Caller STAYS = new Caller() {
        @Override
        public boolean isGone() {
            return false;
        }

        @Override
        public void onGone(Runnable action) {
            // It never comes to that.
        }
    };

    /// Whether the caller closed its connection while the reply was on its way. One that closed only its own half, having sent all that it
    /// had to say, is there and waits.
    boolean isGone();

    /// Runs `action` once, on another thread, if the caller goes away before its reply is whole; at once where it is gone already.
    ///
    /// A caller that closed its connection in order is told from one that closed its half by writes: some tens of milliseconds and a round
    /// trip later. A caller that has sent its next request on the same connection is seen going away only when a write fails.
    void onGone(Runnable action);
}
