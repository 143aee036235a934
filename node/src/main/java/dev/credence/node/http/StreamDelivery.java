package dev.credence.node.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes an event stream to its caller, and lets go of a caller that went away or reads no more.
final class StreamDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(StreamDelivery.class);
    private static final int TICK_MILLIS = 1_000;
    /// Proxies close a connection on which nothing comes for about a minute.
    private static final int SILENT_TICKS_MAX = 10;
    /// Longest single write: whoever takes nothing for so long holds an operator's place for nobody.
    private static final int STUCK_TICKS_MAX = 30;

    private final EventStream stream;
    private final Connection connection;
    private final WatchedCaller caller;

    StreamDelivery(EventStream stream, Connection connection, WatchedCaller caller) {
        this.stream = stream;
        this.connection = connection;
        this.caller = caller;
    }

    /// @throws ApiException if nothing was written yet
    void deliver(ServerResponse response) throws ApiException {
        OutputStream out = new LateStream(response, stream.headers());
        EventSink sink = new EventSink(out);
        caller.probeBy(() -> sink.probe(connection));
        Thread pulse = Thread.ofVirtual().name("event-stream").start(() -> pulse(sink));
        try {
            write(sink);
            sink.end();
            out.close();
        } catch (IOException gone) {
            caller.went();
            throw new CloseConnectionException("the caller went away", gone);
        } finally {
            sink.end();
            pulse.interrupt();
        }
    }

    private void write(EventSink sink) throws IOException, ApiException {
        try {
            stream.writer().write(sink);
        } catch (ApiException refusal) {
            fail(sink, refusal);
        } catch (RuntimeException unexpected) {
            if (!sink.begun() || caller.isGone()) {
                throw unexpected;
            }
            LOG.error("a stream failed", unexpected);
            fail(sink, new ApiException(Fault.INTERNAL, "the server failed on this request; its log has the cause"));
        }
    }

    private void fail(EventSink sink, ApiException refusal) throws IOException, ApiException {
        if (caller.isGone()) {
            throw new IOException("the caller went away", refusal);
        }
        if (!sink.begun()) {
            throw refusal;
        }
        LOG.warn("{} in a stream: {}", refusal.fault().code(), refusal.getMessage());
        stream.writer().refuse(sink, ErrorStyle.object(refusal));
    }

    // Counts its own sleeps rather than reading a clock: a second more or less is no matter here.
    private void pulse(EventSink sink) {
        long seen = -1;
        int unchanged = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(TICK_MILLIS);
                unchanged = sink.writes() == seen ? unchanged + 1 : 0;
                seen = sink.writes();
                if (unchanged >= STUCK_TICKS_MAX && sink.isWriting()) {
                    caller.went();
                    connection.abort();
                    return;
                }
                if (unchanged >= SILENT_TICKS_MAX && !sink.isWriting()) {
                    // Not here: this thread must see it if the write does not end.
                    Thread.ofVirtual().name("event-stream comment").start(() -> comment(sink));
                }
            }
        } catch (InterruptedException ended) {
            // The stream is whole.
        }
    }

    private void comment(EventSink sink) {
        try {
            sink.comment();
        } catch (IOException gone) {
            caller.went();
        }
    }

    // Touches the response at the first byte only, so that a refusal before it is an ordinary reply.
    private static final class LateStream extends OutputStream {
        private final ServerResponse response;
        private final Map<String, String> headers;
        private OutputStream inner;

        LateStream(ServerResponse response, Map<String, String> headers) {
            this.response = response;
            this.headers = headers;
        }

        private OutputStream inner() {
            if (inner == null) {
                response.status(Status.OK_200);
                response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
                response.header(HeaderNames.CONTENT_TYPE, EventStream.CONTENT_TYPE);
                response.header(HeaderNames.CACHE_CONTROL, "no-store");
                headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
                inner = response.outputStream();
            }
            return inner;
        }

        @Override
        public void write(int b) throws IOException {
            inner().write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            inner().write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            inner().flush();
        }

        @Override
        public void close() throws IOException {
            try {
                inner().close();
            } catch (RuntimeException broken) {
                throw new IOException("the caller went away", broken);
            }
        }
    }
}
