package dev.credence.benchmarks.serving;

import dev.credence.node.network.LocalNetwork;
import dev.credence.node.network.LocalSettings;
import dev.credence.node.world.SystemWorld;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Requests a second and latencies of a whole local network: ledger, two cosigners, gateway, three operators, and the client,
/// all in this process on this machine's processors.
///
/// Kernel under test: gateway to signed receipt, digits model. Axes: JSON or binary tensors, connections, evidence or none.
///
/// ```
/// java -cp … dev.credence.benchmarks.serving.ServingBenchmark MODELS-FOLDER [SECONDS] [CONNECTIONS] [WORDS]      only lines with these words
/// ```
// On paper, a request of 784 floats on one core: two HTTP exchanges 100 µs, JSON 40 µs, the model 150 µs (0.9 million
// multiply-adds), hashing 20 KB of trace 20 µs, one signature 32 µs, one verification 74 µs: about 0.4 ms, so 2 cores that also
// play the client give 2,000 to 4,000 requests a second.
public final class ServingBenchmark {
    private static final int PIXELS = 784;

    private final URI gateway;
    private final String words;

    private ServingBenchmark(URI gateway, String words) {
        this.gateway = gateway;
        this.words = words;
    }

    public static void main(String[] arguments) throws Exception {
        Path models = Path.of(arguments[0]);
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int connections = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
        Path data = Files.createTempDirectory("credence-serving");
        try (LocalNetwork network = LocalNetwork.start(
                new SystemWorld(), LocalSettings.honest(data, "127.0.0.1", 0, 3, models), _ -> {})) {
            ServingBenchmark benchmark = new ServingBenchmark(URI.create(network.gatewayUrl()), arguments.length > 3 ? arguments[3] : "");
            System.out.println("JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
            benchmark.run("warm-up, JSON", json(""), connections, seconds);
            benchmark.run("warm-up, binary", binary(), connections, seconds);
            benchmark.run("signed receipt, JSON, " + connections + " connections", json(""), connections, seconds);
            benchmark.run("signed receipt, binary, " + connections + " connections", binary(), connections, seconds);
            benchmark.run("signed receipt, JSON, 1 connection", json(""), 1, seconds);
            benchmark.run("two replays, evidenced, 1 connection", json("Credence-Policy: require=replay>=2;wait=evidence\r\n"), 1, seconds);
        }
    }

    private void run(String what, byte[] request, int connections, int seconds) throws Exception {
        if (!what.contains(words)) {
            return;
        }
        long cpuBefore = cpuNanos();
        AtomicInteger refused = new AtomicInteger();
        Latencies latencies = Drivers.run(connections, seconds, end -> drive(request, end, refused));
        System.out.println(latencies.line(what));
        System.out.printf(
                Locale.ROOT,
                "%-44s %8.2f ms of processor time a request, all roles and client; %d not answered%n",
                "", (cpuNanos() - cpuBefore) / 1e6 / Math.max(1, latencies.sorted().length), refused.get());
    }

    private long[] drive(byte[] request, long end, AtomicInteger refused) {
        long[] micros = new long[1 << 20];
        int count = 0;
        try (RawConnection connection = new RawConnection(gateway.getHost(), gateway.getPort())) {
            while (System.nanoTime() < end && count < micros.length) {
                long start = System.nanoTime();
                if (connection.send(request) == 200) {
                    micros[count++] = (System.nanoTime() - start) / 1_000;
                } else {
                    refused.incrementAndGet();
                }
            }
        } catch (IOException broken) {
            throw new IllegalStateException("the gateway broke off", broken);
        }
        return Arrays.copyOf(micros, count);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static byte[] json(String headers) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder body = new StringBuilder("{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1,28,28],\"datatype\":\"FP32\",\"data\":[");
        for (int i = 0; i < PIXELS; i++) {
            body.append(i == 0 ? "" : ",").append(random.nextInt(256) / 255.0f);
        }
        byte[] bytes = body.append("]}]}").toString().getBytes(StandardCharsets.UTF_8);
        return RawConnection.post("/v2/models/digits/infer", "Content-Type: application/json\r\n" + headers, bytes);
    }

    private static byte[] binary() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] header = ("{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1,28,28],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":3136}}],"
                        + "\"outputs\":[{\"name\":\"logits\",\"parameters\":{\"binary_data\":true}}]}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(header.length + 4 * PIXELS).order(ByteOrder.LITTLE_ENDIAN).put(header);
        for (int i = 0; i < PIXELS; i++) {
            body.putFloat(random.nextInt(256) / 255.0f);
        }
        return RawConnection.post(
                "/v2/models/digits/infer", "Inference-Header-Content-Length: " + header.length + "\r\n", body.array());
    }
}
