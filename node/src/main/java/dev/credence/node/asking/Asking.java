package dev.credence.node.asking;

import dev.credence.client.CredenceClient;
import dev.credence.client.Exchange;
import dev.credence.client.GatewayException;
import dev.credence.client.Receipt;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.hub.HubClient;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.Published;
import dev.credence.node.input.Card;
import dev.credence.node.input.InputReader;
import dev.credence.node.input.RequestBody;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Policy;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// From a question to a verified answer.
public final class Asking {
    private final World world;
    private final String gateway;
    private final TrustFile trust;

    /// @param gateway its address
    /// @param trust   whom the reader believes
    public Asking(World world, String gateway, TrustFile trust) {
        this.world = world;
        this.gateway = gateway;
        this.trust = trust;
    }

    /// Asks and verifies.
    ///
    /// @throws MalformedException if the input is not what the model's card says, or the policy is none
    /// @throws GatewayException   if the gateway refuses
    public Asked ask(Question question) throws IOException, MalformedException, HubException, GatewayException {
        Standard standard = Standard.of(trust, world.clock().timeMillis());
        if (question.policy().isPresent()) {
            standard = standard.with(Policy.parse(question.policy().get()));
        }
        HubClient hub = new HubClient(world.network(), URI.create(gateway));
        Published model = hub.resolve(question.model());
        Optional<Card> card = card(hub, model);
        Map<String, Tensor> inputs = new InputReader(model.manifest(), card).read(question.fileName(), question.input());
        try (CredenceClient client = new CredenceClient(gateway)) {
            RequestBody.Bound bound = new RequestBody.Bound(
                    model.name(), world.random().bytes(TensorParameters.NONCE_LENGTH), question.seed(), client.height());
            Bytes body = RequestBody.write(inputs, bound, JsonObject.EMPTY);
            Exchange exchange = client.ask(model.model().hex(), body, question.policy());
            Receipt receipt = question.policy().isPresent()
                    ? client.awaitReceipt(exchange.receiptId(), question.patience())
                    : client.receipt(exchange.receiptId());
            VerificationReport report =
                    CredenceClient.verify(exchange, receipt, standard);
            return new Asked(model, exchange, receipt, report, AnswerWords.of(exchange.answer(), card));
        }
    }

    private static Optional<Card> card(HubClient hub, Published model) throws IOException, HubException, MalformedException {
        var file = model.manifest().file("card");
        return file.isEmpty() ? Optional.empty() : Optional.of(Card.decode(hub.file(file.get())));
    }
}
