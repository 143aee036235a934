package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Reply;
import dev.credence.node.answering.ReceiptWords;
import dev.credence.node.answering.Wanted;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.Provabilities;
import dev.credence.node.hub.Published;
import dev.credence.node.world.World;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.request.TensorParameters;
import java.util.List;
import java.util.Optional;

/// One inference request from body to reply: read, planned, dispatched, noted, delivered.
final class InferService {
    /// What the service stands on.
    record Parts(
            World world,
            Hub hub,
            OperatorDirectory directory,
            Dispatch dispatch,
            Fulfilment fulfilment,
            ReceiptStore store,
            GatewayMetrics metrics) {}

    private final Parts parts;

    InferService(Parts parts) {
        this.parts = parts;
    }

    /// A request as it came, unpacked.
    ///
    /// @param jsonLength header `Inference-Header-Content-Length`
    /// @param policy     header `Credence-Policy`
    record Asked(Bytes body, Optional<String> jsonLength, Optional<String> policy) {}

    Reply infer(Published model, Asked asked) throws ApiException {
        long start = parts.world().clock().steadyNanos();
        GatewayMetrics.Ending ending = GatewayMetrics.Ending.FAILED;
        try {
            Reply reply = answer(model, asked);
            ending = GatewayMetrics.Ending.ANSWERED;
            return reply;
        } catch (ApiException refused) {
            if (refused.fault().status() < 500) {
                ending = GatewayMetrics.Ending.REFUSED;
            }
            throw refused;
        } finally {
            parts.metrics().infer(ending, parts.world().clock().steadyNanos() - start);
        }
    }

    private Reply answer(Published model, Asked asked) throws ApiException {
        Optional<String> failure = parts.store().failure();
        if (failure.isPresent()) {
            throw new ApiException(Fault.STORAGE, "the gateway can keep no more receipts, so it asks for none: " + failure.get());
        }
        InferCall call = InferCall.decode(asked.body(), asked.jsonLength());
        requireModel(model, call.body().named().model());
        Wanted wanted = Wanted.of(asked.policy(), call.body().asked().policy(), call.body().asked().waitFor());
        TensorRequest request =
                call.request(model, parts.world().random().bytes(TensorParameters.NONCE_LENGTH));
        Bytes receiptId = parts.world().random().bytes(Issue.RECEIPT_ID_LENGTH);
        List<OperatorDirectory.Entry> serving = parts.directory().serving(model.model());
        if (serving.isEmpty()) {
            throw new ApiException(Fault.OVERLOADED, "no operator serves " + model.name() + " at present; try again");
        }
        Provable.Finding provable = new Provable(new Provabilities(parts.hub())).of(model, request);
        Fulfilment.Planned planned = parts.fulfilment().plan(wanted, provable::offer, serving);
        Dispatch.Answered answered = parts.dispatch().run(Dispatch.Order.of(receiptId, asked(call), request), planned.candidates());
        String status = parts.fulfilment().fulfil(
                new EvidenceJob(
                        receiptId, answered.reply().envelope(), answered.statement(), answered.leaf(), request, planned.plan()),
                wanted.waitFor());
        return InferReplyWriter.write(model, call.body().delivery(), answered.reply().outputs(), ReceiptWords.of(answered.statement(), answered.leaf(), status))
                .with("Credence-Receipt", receiptId.hex());
    }

    // Whoever names no height is given the one that this gateway knows, and a receipt that claims less.
    private long asked(InferCall call) {
        return call.body().named().height().orElse(parts.directory().height());
    }

    private void requireModel(Published model, Optional<String> named) throws ApiException {
        if (named.isPresent() && !InferRoutes.resolve(parts.hub(), named.get()).model().equals(model.model())) {
            throw new ApiException(
                    Fault.MALFORMED,
                    "parameters.model: expected the model of the path, " + model.name() + " (" + model.model() + "), found '" + named.get() + "'");
        }
    }
}
