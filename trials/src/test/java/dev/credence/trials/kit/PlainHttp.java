package dev.credence.trials.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// HTTP written by hand over a socket, for what no client would send.
public final class PlainHttp {
    private static final int TIMEOUT_MILLIS = 10_000;

    private PlainHttp() {}

    /// What came back.
    ///
    /// @param status 0 where the server closed the connection without a word
    /// @param body   behind the headers, chunk sizes included where there are any
    public record Answer(int status, String headers, String body) {}

    /// A connection to the server at `url`.
    public static Socket connect(String url) throws IOException {
        URI address = URI.create(url);
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /// Sends `raw`, says that nothing more will come, and reads until the server closes.
    ///
    /// @throws IOException if the server neither answers nor closes in ten seconds
    public static Answer exchange(String url, byte[] raw) throws IOException {
        try (Socket socket = connect(url)) {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(raw);
                out.flush();
                socket.shutdownOutput();
            } catch (IOException closed) {
                // A server may answer and close before it has read everything; its answer counts.
            }
            return read(socket);
        }
    }

    public static Answer exchange(String url, String raw) throws IOException {
        return exchange(url, raw.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Reads what the server says until it closes.
    public static Answer read(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = socket.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException hangs) {
            throw new IOException("the server neither went on nor closed: " + text, hangs);
        } catch (IOException reset) {
            // The rest of what we sent was not read; what came before is the answer.
        }
        return parse(text.toString());
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.1 ") || end < 0) {
            return new Answer(0, "", text);
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
}
