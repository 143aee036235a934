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

    /// Whether the caller closed its connection, or its half of it, while the reply was on its way.
    boolean isGone();

    /// Runs `action` once, on another thread, if the caller goes away before its reply is whole; at once where it is gone already.
    ///
    /// A caller that has sent its next request on the same connection is seen going away only when a write fails.
    void onGone(Runnable action);
}
