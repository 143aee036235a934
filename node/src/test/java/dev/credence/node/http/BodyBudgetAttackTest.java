package dev.credence.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Many large bodies at once, from anyone.
class BodyBudgetAttackTest {
    @Test
    void whatDoesNotFitBesideOthersIsRefusedAndWhatIsAloneIsNot() throws Exception {
        BodyBudget budget = new BodyBudget(100);
        BodyBudget.Share first = budget.open();
        first.take(60);
        BodyBudget.Share second = budget.open();
        second.take(40);
        assertThatThrownBy(() -> second.take(1)).isInstanceOf(ApiException.class).hasMessageContaining("try again");
        assertThatThrownBy(() -> first.take(1)).isInstanceOf(ApiException.class);
        second.close();
        first.take(1_000);
        first.close();
        BodyBudget.Share third = budget.open();
        third.take(100);
        third.close();
    }

    @Test
    void aListenerAnswersWhileOthersHoldMoreThanMemoryAllows() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Routes routes = new Routes().post("/hold", 8 << 20, "keeps the body", request -> {
            held.countDown();
            awaitUninterrupted(release);
            return Reply.text("" + request.body().length());
        }).post("/sum", 8 << 20, "reads the body", BodyBudgetAttackTest::lengthAndLast);
        byte[] large = new byte[5 << 20];
        Arrays.fill(large, (byte) 7);
        try (HttpListener listener = HttpListener.start("127.0.0.1", 0, routes, new BodyBudget(6 << 20));
                HttpClient client = HttpClient.newHttpClient()) {
            var holding = client.sendAsync(post(listener, "/hold", large), HttpResponse.BodyHandlers.ofString());
            held.await();
            assertThat(isRefused(client, post(listener, "/sum", large))).isTrue();
            HttpResponse<String> small = client.send(post(listener, "/sum", new byte[1000]), HttpResponse.BodyHandlers.ofString());
            assertThat(small.body()).isEqualTo("1000 0");
            release.countDown();
            assertThat(holding.join().body()).isEqualTo("" + large.length);
            HttpResponse<String> after = client.send(post(listener, "/sum", large), HttpResponse.BodyHandlers.ofString());
            assertThat(after.body()).isEqualTo(large.length + " 7");
        }
    }

    private static Reply lengthAndLast(Request request) {
        int length = request.body().length();
        return Reply.text(length + " " + request.body().at(length - 1));
    }

    // A client that is still sending may see the connection close before it sees why.
    private static boolean isRefused(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 503;
        } catch (IOException closed) {
            return true;
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest post(HttpListener listener, String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create(listener.url() + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
