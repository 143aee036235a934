package dev.credence.node.http;

import java.util.concurrent.atomic.AtomicLong;

/// How much memory the large request bodies of this process may take together.
///
/// Every route has a limit of its own, but hundreds of requests can be read at once, and anyone may send them. What does not
/// fit is refused at once; a body that is alone is always read, so that a small machine can take whatever a route allows.
final class BodyBudget {
    private final long bytesMax;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// What one request takes, from the first byte read to the end of its handler.
    final class Share implements AutoCloseable {
        private long bytes;

        /// Takes more, as it comes in: what is announced and never sent costs nothing.
        void take(long more) throws ApiException {
            long now = taken.addAndGet(more);
            if (now > bytesMax && now > bytes + more) {
                taken.addAndGet(-more);
                throw new ApiException(Fault.OVERLOADED, "too many large bodies are being read at present; try again");
            }
            bytes += more;
        }

        @Override
        public void close() {
            taken.addAndGet(-bytes);
            bytes = 0;
        }
    }

    Share open() {
        return new Share();
    }
}
