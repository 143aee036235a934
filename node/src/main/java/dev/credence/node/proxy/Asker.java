package dev.credence.node.proxy;

import dev.credence.client.CredenceClient;
import dev.credence.client.Exchange;
import dev.credence.client.GatewayException;
import dev.credence.client.Receipt;
import dev.credence.client.TextApi;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.asking.ClockTime;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.World;
import dev.credence.receipt.request.Parameters;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.report.Badge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the gateway and believes nothing: waits for the evidence, verifies request, answer and evidence, keeps the receipt.
final class Asker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Asker.class);
    private static final int ATTEMPTS = 2;
    /// The code of an answer that is held back.
    static final String NOT_VERIFIED = "verification_failed";

    private final World world;
    private final ProxySettings settings;
    private final Policy policy;
    private final CredenceClient client;

    /// @throws MalformedException if the settings' policy is none
    Asker(World world, ProxySettings settings) throws MalformedException {
        this.world = world;
        this.settings = settings;
        this.policy = Policy.parse(settings.policy());
        this.client = new CredenceClient(settings.gateway());
    }

    /// What became of one attempt.
    private record Attempt(Optional<ProvenAnswer> proven, String why, Optional<Digest> operator) {}

    /// The answer once it is verified; a second operator is asked where the first one's does not hold.
    ///
    /// @throws ApiException with the code `verification_failed` if neither holds; with the gateway's own sentence if it refuses
    ProvenAnswer ask(TextApi api, BoundBody body) throws ApiException {
        Optional<Digest> avoid = Optional.empty();
        String why = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Attempt made = attempt(api, body, avoid, _ -> {});
            if (made.proven().isPresent()) {
                return made.proven().get();
            }
            LOG.warn("an answer was held back: {}", made.why());
            why = made.why();
            avoid = made.operator();
        }
        throw refusal(why);
    }

    /// The answer while it comes, verified at its end; there is one attempt only, since text may have left.
    ProvenAnswer askOnce(TextApi api, BoundBody body, CredenceClient.Hearing hearing) throws ApiException {
        Attempt made = attempt(api, body, Optional.empty(), hearing);
        return made.proven().orElseThrow(() -> refusal(made.why()));
    }

    private static ApiException refusal(String why) {
        return new ApiException(Fault.UPSTREAM, "no answer that meets the policy: " + why).coded(NOT_VERIFIED);
    }

    private Attempt attempt(TextApi api, BoundBody body, Optional<Digest> avoid, CredenceClient.Hearing hearing) throws ApiException {
        try {
            Bytes request = body.with(binding(api), avoid);
            Exchange exchange = client.ask(api, request, Optional.of(settings.policy()), hearing);
            Receipt receipt = client.awaitReceipt(exchange.receiptId(), settings.patience());
            Standard standard = Standard.of(settings.trust(), world.clock().timeMillis()).with(policy);
            VerificationReport report = CredenceClient.verify(exchange, receipt, standard);
            if (report.verified().isPresent()) {
                keep(exchange, receipt);
                return new Attempt(Optional.of(new ProvenAnswer(exchange, receipt, report)), "", Optional.empty());
            }
            return new Attempt(Optional.empty(), Badge.of(report), report.subject().statement().map(statement -> statement.issue().operator()));
        } catch (GatewayException refused) {
            // What the client got wrong stays wrong at any operator.
            if (refused.status() < 500) {
                throw new ApiException(fault(refused.status()), refused.getMessage(), refused);
            }
            return new Attempt(Optional.empty(), refused.getMessage(), Optional.empty());
        } catch (IOException failed) {
            return new Attempt(Optional.empty(), String.valueOf(failed.getMessage()), Optional.empty());
        }
    }

    private BoundBody.Binding binding(TextApi api) throws IOException, GatewayException {
        Bytes nonce = world.random().bytes(Parameters.NONCE_LENGTH);
        String seed = Long.toUnsignedString(world.random().bytes(Long.BYTES).toBuffer().getLong());
        Optional<String> clock = api == TextApi.COMPLETIONS ? Optional.empty() : Optional.of(ClockTime.of(world.clock().timeMillis()));
        return new BoundBody.Binding(nonce, seed, clock, client.height());
    }

    private static Fault fault(int status) {
        return Arrays.stream(Fault.values()).filter(fault -> fault.status() == status).findFirst().orElse(Fault.UPSTREAM);
    }

    private void keep(Exchange exchange, Receipt receipt) throws IOException {
        Path folder = settings.receipts().resolve(exchange.receiptId());
        world.disk().createDirectories(folder);
        AtomicFile.write(world.disk(), folder.resolve("request.json"), exchange.request());
        AtomicFile.write(world.disk(), folder.resolve("answer.json"), exchange.answer());
        AtomicFile.write(world.disk(), folder.resolve("receipt.json"), receipt.file());
    }

    @Override
    public void close() {
        client.close();
    }
}
