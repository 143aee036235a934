package dev.credence.node.gateway;

import dev.credence.node.answering.TextAnswered;
import dev.credence.node.answering.TextAsk;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.answering.TextListener;
import dev.credence.node.answering.TextMeter;
import dev.credence.node.answering.TextService;
import dev.credence.node.exchange.GenerateCall;
import dev.credence.node.exchange.Work;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Caller;
import dev.credence.node.http.Fault;
import dev.credence.node.world.Clock;
import dev.credence.receipt.statement.Segment;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One request for text from effective request to kept receipt: planned, dispatched, checked, noted.
final class TextGateway implements TextService {
    private static final String UNPROVED = "the answers of language models are not proved";

    /// What the service stands on.
    record Parts(
            Clock clock, OperatorDirectory directory, TextDispatch dispatch, Fulfilment fulfilment, ReceiptStore store, GatewayMetrics metrics) {}

    private final Parts parts;

    TextGateway(Parts parts) {
        this.parts = parts;
    }

    @Override
    public TextAnswered ask(TextAsk ask, Caller caller, TextListener listener) throws ApiException, IOException {
        long start = parts.clock().steadyNanos();
        GatewayMetrics.Ending ending = GatewayMetrics.Ending.FAILED;
        try {
            TextAnswered answered = answer(ask, caller, listener);
            ending = GatewayMetrics.Ending.ANSWERED;
            return answered;
        } catch (ApiException refused) {
            if (refused.fault().status() < 500) {
                ending = GatewayMetrics.Ending.REFUSED;
            }
            throw refused;
        } finally {
            parts.metrics().infer(ending, parts.clock().steadyNanos() - start);
        }
    }

    private TextAnswered answer(TextAsk ask, Caller caller, TextListener listener) throws ApiException, IOException {
        Optional<String> failure = parts.store().failure();
        if (failure.isPresent()) {
            throw new ApiException(Fault.STORAGE, "the gateway can keep no more receipts, so it asks for none: " + failure.get());
        }
        List<OperatorDirectory.Entry> serving = parts.directory().serving(ask.request().parameters().model()).stream()
                .sorted(Comparator.comparing((OperatorDirectory.Entry entry) -> entry.info().stream().anyMatch(info -> ask.delivery().avoid().contains(info.id()))))
                .toList();
        if (serving.isEmpty()) {
            throw new ApiException(Fault.OVERLOADED, "no operator serves " + ask.model() + " at present; try again");
        }
        Fulfilment.Planned planned = parts.fulfilment()
                .plan(ask.wanted(), owners -> new EvidencePlan.Offer(owners, Optional.empty(), () -> UNPROVED), serving);
        // Whoever names no height is given the one that this gateway knows, and a receipt that claims less.
        long asked = ask.height().orElse(parts.directory().height());
        GenerateCall call = new GenerateCall(ask.receipt(), asked, ask.request(), ask.delivery().segments());
        TextCheck.Checked checked = metered(call, planned.candidates(), new TextDispatch.Audience(caller, listener));
        List<List<Integer>> ids = checked.record().choices().stream().map(choice -> choice.tokens().ids()).toList();
        EvidenceJob.Signed signed =
                new EvidenceJob.Signed(checked.file(), checked.statement(), checked.file().envelope().leaf());
        String status = parts.fulfilment()
                .fulfil(new EvidenceJob(ask.receipt(), signed, new Work(ask.request(), ids), planned.plan()), ask.wanted().waitFor());
        return new TextAnswered(checked.file().envelope(), checked.statement(), checked.record(), status);
    }

    private TextCheck.Checked metered(GenerateCall call, List<OperatorDirectory.Entry> candidates, TextDispatch.Audience audience)
            throws ApiException, IOException {
        try (TextMeter.Answering meter = parts.metrics().text().begin(call.request().parameters().form().choices())) {
            TextCheck.Checked checked =
                    parts.dispatch().run(call, candidates, new TextDispatch.Audience(audience.caller(), new Metered(audience.listener(), meter)));
            meter.done(checked.record().usage());
            return checked;
        }
    }

    private record Metered(TextListener listener, TextMeter.Answering meter) implements TextListener {
        @Override
        public void delta(TextDelta delta) throws IOException {
            meter.heard(delta);
            listener.delta(delta);
        }

        @Override
        public void segment(Segment segment) throws IOException {
            listener.segment(segment);
        }
    }
}
