package dev.credence.trials.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.trials.kit.PlainHttp;
import dev.credence.trials.kit.SpeakingTrial;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: nobody computes for a caller that went away: its places are free within a second, its receipt is unknown, and others are served. While
/// every place is taken, who comes is told when to come again.
///
/// Method: raw sockets ask for long answers and are closed in their midst; the gateway's own count of requests with operators must fall to none,
/// and none of them may have been answered. A machine that is busy with other tests is given more than the second.
class LeavingCallerTest {
    private static final int CALLERS = 4;
    private static final int PLACES = 80;
    private static final int BEYOND = 10;
    private static final int MILLIS_MAX = 4_000;
    private static final Pattern DISPATCHED = Pattern.compile("(?m)^credence_requests_dispatched (\\d+)");
    private static final Pattern ANSWERED = Pattern.compile("(?m)^credence_infer_seconds_count\\{outcome=\"answered\"} (\\d+)");
    private static final Pattern RECEIPT = Pattern.compile("(?i)credence-receipt: ([0-9a-f]{32})");
    // Nothing ends these but their length: the ids that would are never sampled.
    private static final String LONG = "{\"model\":\"babble\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"n\":8,\"max_tokens\":450,"
            + "\"logit_bias\":{\"2\":-100,\"4\":-100}";

    @TempDir
    private static Path folder;

    private static SpeakingTrial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = SpeakingTrial.start(folder, 1, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"stream\":true"})
    void itsPlacesAreFreeWithinASecond(String stream) throws Exception {
        int answered = count(ANSWERED);
        List<Socket> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(ask(LONG + stream + "}"));
        }
        await(CALLERS, 10_000);
        String head = stream.isEmpty() ? "" : head(callers.getFirst());
        for (Socket caller : callers) {
            caller.close();
        }
        await(0, MILLIS_MAX);
        assertThat(count(ANSWERED)).as("requests that were answered").isEqualTo(answered);
        if (!head.isEmpty()) {
            Matcher receipt = RECEIPT.matcher(head);
            assertThat(receipt.find()).as(head).isTrue();
            assertThat(get("/v1/receipts/" + receipt.group(1)).status()).isEqualTo(404);
        }
        try (Socket next = ask("{\"model\":\"babble\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"max_tokens\":4}")) {
            assertThat(head(next)).startsWith("HTTP/1.1 200");
        }
    }

    /// The operator takes 80 answers, in work or waiting; who comes behind is refused while these go on.
    @Test
    void beyondThePlacesTheAnswerIs503AtOnce() throws Exception {
        int answered = count(ANSWERED);
        List<Socket> callers = new ArrayList<>();
        try {
            for (int i = 0; i < PLACES + BEYOND; i++) {
                callers.add(ask(LONG + "}"));
            }
            List<Socket> told = told(callers);
            assertThat(told).hasSize(BEYOND);
            told.add(ask(LONG + ",\"stream\":true}"));
            callers.add(told.getLast());
            for (Socket refused : told) {
                assertThat(head(refused)).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: ");
            }
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
        await(0, 2 * MILLIS_MAX);
        assertThat(count(ANSWERED)).as("requests that were answered").isEqualTo(answered);
    }

    // Those who have heard something: an answer comes whole, so that it is a refusal.
    private static List<Socket> told(List<Socket> callers) throws Exception {
        List<Socket> told = new ArrayList<>();
        for (long end = System.nanoTime() + 20_000_000_000L; told.size() < BEYOND && System.nanoTime() < end; Thread.sleep(20)) {
            told.clear();
            for (Socket caller : callers) {
                if (caller.getInputStream().available() > 0) {
                    told.add(caller);
                }
            }
        }
        return told;
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            if (read < 0) {
                throw new IOException("the gateway closed the connection: " + text);
            }
            text.append((char) read);
        }
        return text.toString();
    }

    private static Socket ask(String body) throws IOException {
        Socket socket = PlainHttp.connect(url());
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String url() {
        return trial.trial().network().gatewayUrl();
    }

    private static PlainHttp.Answer get(String path) throws IOException {
        return PlainHttp.exchange(url(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    // Until so many requests are with operators.
    private static void await(int wanted, int millisMax) throws Exception {
        long end = System.nanoTime() + millisMax * 1_000_000L;
        int seen = count(DISPATCHED);
        while (seen != wanted && System.nanoTime() < end) {
            Thread.sleep(5);
            seen = count(DISPATCHED);
        }
        assertThat(seen).as("requests with operators after " + millisMax + " ms").isEqualTo(wanted);
    }

    private static int count(Pattern metric) throws IOException {
        Matcher count = metric.matcher(get("/metrics").body());
        assertThat(count.find()).as(metric.pattern()).isTrue();
        return Integer.parseInt(count.group(1));
    }
}
