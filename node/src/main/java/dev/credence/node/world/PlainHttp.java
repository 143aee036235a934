package dev.credence.node.world;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// HTTP/1.1 without TLS over kept-alive connections, each used by the calling thread alone.
///
/// The JDK's client hands every exchange through a selector and two executors, which costs several times the work of the
/// exchange itself where roles talk on one machine. Callers here are virtual threads and may block.
final class PlainHttp {
    private static final int DEFAULT_PORT = 80;
    /// A machine that is there takes a connection at once; a call's own limit may be minutes, for a large file.
    static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int IDLE_MAX = 64;
    // Well below the minute after which servers close an idle connection.
    private static final long IDLE_NANOS_MAX = 20_000_000_000L;

    private final Map<String, Deque<Connection>> idle = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http deadlines").factory());

    private final int connectMillisMax;

    PlainHttp() {
        this(CONNECT_MILLIS_MAX);
    }

    PlainHttp(int connectMillisMax) {
        this.connectMillisMax = connectMillisMax;
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private record Connection(Socket socket, InputStream in, long idleSinceNanos) {
        Connection idleNow() {
            return new Connection(socket, in, System.nanoTime());
        }
    }

    Network.Reply send(Network.Call call) throws IOException {
        String peer = call.uri().getRawAuthority();
        Connection kept = takeIdle(peer);
        if (kept != null) {
            HttpReplyReader reader = new HttpReplyReader(kept.in(), call.replyBytesMax());
            try {
                return exchange(call, kept, reader, peer);
            } catch (IOException closedMeanwhile) {
                // A server that was started anew has closed our connection; only if it said nothing at all is it asked again.
                if (reader.begun() || closedMeanwhile instanceof Late) {
                    throw closedMeanwhile;
                }
            }
        }
        Connection fresh = connect(call);
        return exchange(call, fresh, new HttpReplyReader(fresh.in(), call.replyBytesMax()), peer);
    }

    /// As `Network.open`: over a connection of its own, which is closed with the stream.
    Network.Stream open(Network.Call call) throws IOException {
        Connection connection = connect(call);
        boolean done = false;
        try {
            connection.socket().setSoTimeout((int) Math.min(call.timeLimit().toMillis(), Integer.MAX_VALUE));
            connection.socket().getOutputStream().write(encode(call));
            HttpReplyReader reader = new HttpReplyReader(connection.in(), call.replyBytesMax());
            HttpReplyReader.Head head = reader.head();
            Network.Stream stream = new BodyStream(call, head.status(), reader.stream(head), connection.socket());
            done = true;
            return stream;
        } catch (IOException failed) {
            throw new IOException(call.uri() + " could not be asked: " + why(failed), failed);
        } finally {
            if (!done) {
                close(connection.socket());
            }
        }
    }

    // Too late is never a reason to ask again.
    private static final class Late extends IOException {
        private static final long serialVersionUID = 1L;

        Late(Network.Call call, IOException cause) {
            super(call.uri() + " did not answer within " + call.timeLimit().toMillis() + " ms", cause);
        }
    }

    private Network.Reply exchange(Network.Call call, Connection connection, HttpReplyReader reader, String peer)
            throws IOException {
        long millis = call.timeLimit().toMillis();
        long end = System.nanoTime() + millis * 1_000_000;
        // Closing the socket ends whatever blocks on it, writing included.
        ScheduledFuture<?> deadline =
                deadlines.schedule(() -> close(connection.socket()), millis, TimeUnit.MILLISECONDS);
        boolean keep = false;
        try {
            connection.socket().getOutputStream().write(encode(call));
            Network.Reply reply = reader.read(call.method().equals("HEAD"));
            keep = reader.reusable();
            return reply;
        } catch (IOException failed) {
            if (System.nanoTime() >= end) {
                throw new Late(call, failed);
            }
            throw new IOException(call.uri() + " could not be asked: " + why(failed), failed);
        } finally {
            deadline.cancel(false);
            if (keep && System.nanoTime() < end) {
                giveBack(peer, connection);
            } else {
                close(connection.socket());
            }
        }
    }

    private Connection connect(Network.Call call) throws IOException {
        URI uri = call.uri();
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            int millis = Math.clamp(call.timeLimit().toMillis(), 1, connectMillisMax);
            socket.connect(new InetSocketAddress(uri.getHost(), port), millis);
            return new Connection(socket, new BufferedInputStream(socket.getInputStream(), 16 << 10), 0);
        } catch (IOException failed) {
            close(socket);
            throw new IOException(uri + " could not be asked: " + why(failed), failed);
        }
    }

    // Not every exception of the JDK has a message.
    private static String why(IOException failed) {
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }

    private static byte[] encode(Network.Call call) {
        URI uri = call.uri();
        StringBuilder head = new StringBuilder(256);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        head.append(call.method()).append(' ').append(path);
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority()).append("\r\n");
        call.headers().forEach((name, value) -> head.append(plain(name)).append(": ").append(plain(value)).append("\r\n"));
        if (!call.body().isEmpty() || call.method().equals("POST") || call.method().equals("PUT")) {
            head.append("Content-Length: ").append(call.body().length()).append("\r\n");
        }
        byte[] ascii = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[ascii.length + call.body().length()];
        System.arraycopy(ascii, 0, all, 0, ascii.length);
        call.body().copyTo(all, ascii.length);
        return all;
    }

    private static String plain(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header holds no line's end, found one in '" + text.strip() + "'");
        }
        return text;
    }

    private Connection takeIdle(String peer) {
        Deque<Connection> kept = idle.get(peer);
        if (kept == null) {
            return null;
        }
        synchronized (kept) {
            for (Connection last = kept.pollLast(); last != null; last = kept.pollLast()) {
                if (System.nanoTime() - last.idleSinceNanos() < IDLE_NANOS_MAX) {
                    return last;
                }
                close(last.socket());
            }
            return null;
        }
    }

    private void giveBack(String peer, Connection connection) {
        Deque<Connection> kept = idle.computeIfAbsent(peer, _ -> new ArrayDeque<>());
        synchronized (kept) {
            if (kept.size() < IDLE_MAX) {
                kept.addLast(connection.idleNow());
                return;
            }
        }
        close(connection.socket());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // Nobody uses it any more.
        }
    }
}
