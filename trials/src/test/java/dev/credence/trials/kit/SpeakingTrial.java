package dev.credence.trials.kit;

import dev.credence.client.Exchange;
import dev.credence.client.Receipt;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.laws.SpeakingModel;
import dev.credence.node.operator.Conduct;
import dev.credence.verification.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A local network that serves a small language model, behind a proxy that keeps what clients send and receive.
public final class SpeakingTrial implements AutoCloseable {
    /// The model, which babbles and takes tools.
    public static final String MODEL = "babble";

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Trial trial;
    private final RecordingProxy proxy;

    private SpeakingTrial(Trial trial, RecordingProxy proxy) {
        this.trial = trial;
        this.proxy = proxy;
    }

    /// @param folder empty
    public static SpeakingTrial start(Path folder) throws Exception {
        return start(folder, 3, Map.of());
    }

    /// @param others further models by name, as GGUF files
    public static SpeakingTrial start(Path folder, int operators, Map<String, byte[]> others) throws Exception {
        write(folder, MODEL, SpeakingModel.chat(1));
        for (var other : others.entrySet()) {
            write(folder, other.getKey(), other.getValue());
        }
        Trial trial = Trial.start(folder.resolve("data"), folder.resolve("models"), Collections.nCopies(operators, Conduct.HONEST));
        return new SpeakingTrial(trial, RecordingProxy.start(trial.network().gatewayUrl()));
    }

    private static void write(Path folder, String name, byte[] model) throws IOException {
        Path own = Files.createDirectories(folder.resolve("models").resolve(name + "-1"));
        Files.write(own.resolve("model.gguf"), model);
        Files.writeString(own.resolve("card.json"), "{\"name\":\"" + name + "\",\"version\":\"1\",\"licence\":\"Apache-2.0\"}");
    }

    public Trial trial() {
        return trial;
    }

    /// What clients are told as their base address.
    public String baseUrl() {
        return proxy.url() + "/v1";
    }

    /// One answer that a client received, judged by somebody who has what the client sent and received, and the receipt.
    public record Judged(RecordingProxy.Passed passed, VerificationReport report) {}

    /// Judges every answer that came whole.
    public List<Judged> judgeAll() throws Exception {
        List<Judged> judged = new ArrayList<>();
        for (RecordingProxy.Passed passed : proxy.passed()) {
            if (passed.status() == 200 && passed.method().equals("POST")) {
                judged.add(new Judged(passed, judge(passed)));
            }
        }
        return judged;
    }

    private VerificationReport judge(RecordingProxy.Passed passed) throws Exception {
        Receipt receipt = trial.client().awaitReceipt(passed.receipt(), PATIENCE);
        return judge(new Exchange(passed.request(), passed.answer(), passed.receipt()), receipt);
    }

    private VerificationReport judge(Exchange exchange, Receipt receipt) throws MalformedException {
        return trial.judge(exchange, receipt.file(), "");
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        trial.close();
    }
}
