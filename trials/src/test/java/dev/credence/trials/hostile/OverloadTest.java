package dev.credence.trials.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.operator.Conduct;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.Trial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what cannot be served is refused at once with 503 and a time to come again, and what was taken is served.
///
/// Method: the only operator stands still; more requests come than its queue holds. Those beyond must be answered while it still
/// stands, the others when it goes on.
class OverloadTest {
    private static final int REQUESTS = 300;
    private static final int QUEUE = 256;

    @TempDir
    Path data;

    /// Stands still until it is let go.
    private record Standing(CountDownLatch go) implements Conduct {
        @Override
        public TensorAnswer answer(TensorModel model, TensorRequest request) throws RefusedException {
            try {
                go.await(40, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return RequestExecution.run(model, request);
        }
    }

    @Test
    void beyondTheQueueTheAnswerIs503AtOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Trial trial = Trial.start(data, ModelFolders.ours(), List.of(new Standing(go)));
                HttpClient client = HttpClient.newHttpClient()) {
            CountDownLatch refusals = new CountDownLatch(REQUESTS - QUEUE - Runtime.getRuntime().availableProcessors());
            List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                CompletableFuture<HttpResponse<String>> reply =
                        client.sendAsync(request(trial, i), HttpResponse.BodyHandlers.ofString());
                reply.thenAccept(done -> {
                    if (done.statusCode() == 503) {
                        refusals.countDown();
                    }
                });
                replies.add(reply);
            }
            boolean atOnce = refusals.await(20, TimeUnit.SECONDS);
            go.countDown();
            int served = 0;
            for (CompletableFuture<HttpResponse<String>> reply : replies) {
                HttpResponse<String> done = reply.get(40, TimeUnit.SECONDS);
                assertThat(done.statusCode()).as(done.body()).isIn(200, 503);
                if (done.statusCode() == 503) {
                    assertThat(done.headers().firstValue("Retry-After")).isPresent();
                    assertThat(done.body()).contains("try again").doesNotContain("Exception");
                } else {
                    served++;
                }
            }
            assertThat(atOnce).as("refused while the operator stood still; served " + served).isTrue();
            assertThat(served).isGreaterThanOrEqualTo(QUEUE / 2);
        }
    }

    private static HttpRequest request(Trial trial, int number) {
        Bytes body = Questions.digits(number, "digits");
        return HttpRequest.newBuilder(URI.create(trial.network().gatewayUrl() + "/v2/models/digits/infer"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()))
                .build();
    }
}
