package dev.credence.node.operator;

import dev.credence.node.generation.TextProgress;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.node.answering.TextMeter;
import dev.credence.node.exchange.ProveCall;
import dev.credence.node.exchange.ProofState;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.exchange.EvidenceCall;
import dev.credence.node.exchange.ExecuteCall;
import dev.credence.node.exchange.ExecuteReply;
import dev.credence.node.exchange.ReplayCall;
import dev.credence.node.exchange.StatementRef;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.hub.HubClient;
import dev.credence.node.hub.HubException;
import dev.credence.node.world.Clock;
import dev.credence.operator.commit.OperatorIdentity;
import dev.credence.operator.commit.SlotBook;
import dev.credence.operator.commit.StatementIssuer;
import dev.credence.node.exchange.GenerateCall;
import dev.credence.node.exchange.Work;
import dev.credence.node.http.Caller;
import dev.credence.node.http.EventStream;
import dev.credence.operator.execute.Answer;
import dev.credence.operator.execute.ModelRequest;
import dev.credence.operator.execute.ServedModel;
import dev.credence.operator.execute.TextRequest;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.operator.replay.LoggedDraw;
import dev.credence.operator.replay.Replayer;
import dev.credence.operator.replay.Revealer;
import dev.credence.operator.replay.TraceWindow;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.evidence.ReplayOutcome.Failure;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.Trace;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.inclusion.InclusionVerifier;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an operator does when it is asked: executes and signs, replays, reveals.
final class OperatorService {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorService.class);
    private static final long EXECUTION_MILLIS_MAX = 60_000;
    /// Outcomes that are kept, about half a kilobyte each.
    private static final int REPLAYS_MAX = 20_000;

    /// Everything that the service stands on.
    ///
    /// @param hub where models that are not here come from on demand
    record Parts(
            OperatorIdentity identity,
            TrustFile.OfNetwork trust,
            ModelShelf shelf,
            Optional<HubClient> hub,
            ExecutionPool pool,
            ProvingPool proving,
            Conduct conduct,
            Clock clock) {}

    private final Parts parts;
    private final OperatorSettings settings;
    private final TraceWindow traces;
    private final SigningDesk desk;
    private final TextWork text;
    private final Replayer replayer;
    private final Revealer revealer;
    private final ReplayCache replays = new ReplayCache(REPLAYS_MAX);

    OperatorService(Parts parts, OperatorSettings settings, LeafSender sender, SlotBook slots, TraceWindow traces) {
        this.parts = parts;
        this.settings = settings;
        this.traces = traces;
        this.desk = new SigningDesk(
                new SigningDesk.Parts(new StatementIssuer(parts.identity()), sender, slots, traces, parts.clock()),
                new SigningDesk.Terms(settings.priceMicroCredits(), parts.conduct()::signsTwice));
        this.text = new TextWork(desk, parts.conduct(), parts.identity().key());
        this.replayer = new Replayer(parts.identity().key());
        this.revealer = new Revealer(parts.identity().key(), traces);
    }

    int load() {
        return parts.pool().load() + parts.shelf().load();
    }

    /// Executes, signs, and has slot and leaf on disk before it answers.
    ExecuteReply execute(ExecuteCall call) throws ApiException {
        desk.admit(call.asked());
        if (!(call.work().request() instanceof TensorRequest request)) {
            throw new ApiException(Fault.MALFORMED, "expected a request of tensors, found one of text");
        }
        TensorModel model = tensorModel(request.parameters().model());
        try (SigningDesk.Taken slot = desk.take(StatementIssuer.Asked.of(request))) {
            TensorAnswer answer = answer(model, request);
            return new ExecuteReply(slot.sign(model, answer, call.receipt(), call.asked()), answer.outputs());
        }
    }

    /// Answers in text, as events.
    EventStream generate(GenerateCall call, Caller caller, TextMeter meter) throws ApiException {
        desk.admit(call.asked());
        return text.answer(call, languageModel(call.request().parameters().model()), caller, meter);
    }

    private TensorModel tensorModel(Digest id) throws ApiException {
        return switch (known(id)) {
            case TensorModel tensors -> tensors;
            case ServedModel _ -> throw new ApiException(Fault.UNPROCESSABLE, "the model " + id + " takes text, not tensors");
        };
    }

    private LanguageServed languageModel(Digest id) throws ApiException {
        return switch (known(id)) {
            case LanguageServed language -> language;
            case ServedModel _ -> throw new ApiException(Fault.UNPROCESSABLE, "the model " + id + " takes tensors, not text");
        };
    }

    private ServedModel known(Digest id) throws ApiException {
        return model(id).orElseThrow(() -> new ApiException(Fault.NOT_FOUND, "the operator has no model " + id));
    }

    private TensorAnswer answer(TensorModel model, TensorRequest request) throws ApiException {
        try {
            return parts.pool().run(() -> parts.conduct().answer(model, request), EXECUTION_MILLIS_MAX);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RefusedException refused) {
                throw new ApiException(isCallers(refused) ? Fault.MALFORMED : Fault.UNPROCESSABLE, refused.getMessage(), refused);
            }
            throw new IllegalStateException("an execution failed", failed.getCause());
        }
    }

    /// Re-executes at the place for which this operator is drawn.
    ReplayOutcome replay(ReplayCall call) throws ApiException {
        LoggedDraw draw = draw(call.statement(), call.work().request().effective().digest());
        if (draw.placeOf(parts.identity().id()) < 0) {
            throw new ApiException(Fault.FORBIDDEN, "this operator is not drawn for the statement " + draw.leaf());
        }
        return replays.outcome(ReplayCache.Key.of(draw, parts.identity().id()), () -> replayed(draw, call.work()));
    }

    private ReplayCache.Said replayed(LoggedDraw draw, Work work) {
        Optional<ServedModel> model = model(work.request().parameters().model());
        if (model.isEmpty()) {
            return new ReplayCache.Said(replayer.failed(draw, Failure.MODEL_UNAVAILABLE), false);
        }
        try {
            return new ReplayCache.Said(outcome(draw, model.get(), work), true);
        } catch (ApiException failed) {
            return failed(draw, failed);
        } catch (ExecutionException | IOException failed) {
            if (failed.getCause() instanceof RefusedException refused) {
                Failure reason = isCallers(refused) ? Failure.REQUEST_REFUSED : Failure.ENGINE_REFUSED;
                return new ReplayCache.Said(replayer.failed(draw, reason), true);
            }
            LOG.error("a replay failed", failed.getCause());
            return new ReplayCache.Said(replayer.failed(draw, Failure.INTERNAL), true);
        }
    }

    private ReplayOutcome outcome(LoggedDraw draw, ServedModel model, Work work) throws ApiException, ExecutionException, IOException {
        return switch (work.request()) {
            case TensorRequest request when model instanceof TensorModel tensors ->
                parts.pool().run(() -> parts.conduct().replay(new Conduct.Replaying(replayer, draw, tensors, request)), EXECUTION_MILLIS_MAX);
            case TextRequest request when model instanceof LanguageServed language ->
                parts.conduct().replay(new Conduct.ReplayingText(replayer, draw, language, request, work.ids()));
            case TensorRequest _, TextRequest _ -> replayer.failed(draw, Failure.REQUEST_REFUSED);
        };
    }

    private ReplayCache.Said failed(LoggedDraw draw, ApiException failed) {
        if (failed.fault().status() < 500) {
            return new ReplayCache.Said(replayer.failed(draw, Failure.REQUEST_REFUSED), true);
        }
        // Who took too long would take too long again.
        return new ReplayCache.Said(replayer.failed(draw, Failure.OVERLOADED), failed.fault() == Fault.UPSTREAM_TIMEOUT);
    }

    /// Adds the executor's part to a replay in which everybody has spoken.
    Replay evidence(EvidenceCall call) throws ApiException {
        LoggedDraw draw = draw(call.statement(), call.request());
        Replay replay = call.replay();
        Revealer.Reveal said = revealer.reveal(draw, replay.outcomes());
        if (isForgotten(said) && call.again().isPresent()) {
            remember(draw, call.again().get());
            said = revealer.reveal(draw, replay.outcomes());
        }
        return switch (said) {
            case Revealer.Reveal.Signed(var reveal) ->
                new Replay(draw.leaf(), draw.beacon(), replay.outcomes(), Optional.of(reveal));
            case Revealer.Reveal.Refused(var refusal) ->
                throw new ApiException(isForgotten(said) ? Fault.NOT_FOUND : Fault.UNPROCESSABLE, refusal.sentence());
        };
    }

    /// Begins a proof of a statement, whoever signed it, or says how far it is.
    ProofState prove(ProveCall call) throws ApiException {
        Statement statement;
        try {
            statement = call.envelope().statement();
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, "the envelope: " + malformed.getMessage(), malformed);
        }
        TensorRequest request = request(call.inputs(), statement);
        if (!request.effective().digest().equals(statement.commitment().request())) {
            throw new ApiException(Fault.UNPROCESSABLE, "expected the inputs of the statement's request, found others");
        }
        TensorModel model = tensorModel(statement.execution().model());
        return parts.proving().ask(call.envelope().leaf(), () -> parts.conduct().prove(proved(model), statement, call.inputs()));
    }

    private ProvedModel proved(TensorModel model) throws RefusedException, ApiException {
        try {
            return parts.shelf().proved(model);
        } catch (IOException failed) {
            throw new ApiException(Fault.STORAGE, failed.getMessage(), failed);
        }
    }

    ProofState proofState(Digest leaf) throws ApiException {
        return parts.proving().state(leaf).orElseThrow(() -> new ApiException(Fault.NOT_FOUND, "nobody asked for a proof of " + leaf));
    }

    Bytes proof(Digest leaf) throws ApiException {
        return parts.proving().blob(leaf).orElseThrow(() -> new ApiException(Fault.NOT_FOUND, "no proof of " + leaf + " is ready"));
    }

    private static boolean isForgotten(Revealer.Reveal said) {
        return said instanceof Revealer.Reveal.Refused(var refusal) && refusal == Revealer.Refusal.TRACE_FORGOTTEN;
    }

    // Executes once more what this operator has signed. Its own statement says which trace must come out: with another one,
    // of another build perhaps, it would convict itself.
    private void remember(LoggedDraw draw, EvidenceCall.Again again) throws ApiException {
        Statement statement;
        try {
            statement = again.envelope().statement();
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, "the envelope: " + malformed.getMessage(), malformed);
        }
        ModelRequest request = again.work().request();
        if (!again.envelope().leaf().equals(draw.leaf()) || !request.effective().digest().equals(statement.commitment().request())) {
            throw new ApiException(Fault.UNPROCESSABLE, "expected the statement of the leaf " + draw.leaf() + " and its own request, found others");
        }
        ServedModel model = model(request.parameters().model())
                .orElseThrow(() -> new ApiException(
                        Fault.UNPROCESSABLE, "the operator no longer has the model " + request.parameters().model()));
        Trace trace = again(model, again.work()).trace();
        if (!trace.root().equals(statement.commitment().trace())) {
            throw new ApiException(Fault.UNPROCESSABLE, "executed once more, the request gives another trace than the statement's");
        }
        traces.keep(draw.leaf(), trace);
    }

    private Answer again(ServedModel model, Work work) throws ApiException {
        try {
            return switch (work.request()) {
                case TensorRequest request when model instanceof TensorModel tensors -> answer(tensors, request);
                case TextRequest request when model instanceof LanguageServed language ->
                    language.executor().run(request, work.ids(), TextProgress.NONE);
                case TensorRequest _, TextRequest _ -> throw new ApiException(Fault.UNPROCESSABLE, "expected a request of the model's kind");
            };
        } catch (IOException stopped) {
            throw new ApiException(Fault.OVERLOADED, "the operator is stopping", stopped);
        }
    }

    private static TensorRequest request(Map<String, Tensor> inputs, Statement statement) throws ApiException {
        if (!(statement.parameters() instanceof TensorParameters parameters)) {
            throw new ApiException(Fault.UNPROCESSABLE, "expected a statement about tensors, found one about text");
        }
        return new TensorRequest(inputs, parameters);
    }

    private LoggedDraw draw(StatementRef statement, Digest request) throws ApiException {
        InclusionVerifier.Sought sought =
                new InclusionVerifier.Sought(statement.leaf(), request, statement.executor(), statement.height());
        return switch (LoggedDraw.of(sought, statement.logged(), parts.trust(), statement.drawn())) {
            case LoggedDraw.Finding.Drawn(LoggedDraw draw) -> draw;
            case LoggedDraw.Finding.Refused(var cause) ->
                throw new ApiException(
                        Fault.UNPROCESSABLE, "the statement's place in the log does not hold: " + cause.reason() + ", " + cause.detail());
        };
    }

    private Optional<ServedModel> model(Digest id) {
        Optional<ServedModel> here = parts.shelf().find(id);
        if (here.isPresent() || parts.hub().isEmpty() || !settings.pullsOnDemand()) {
            return here;
        }
        try {
            return Optional.of(parts.shelf().pull(parts.hub().get(), id.hex()));
        } catch (IOException | HubException | MalformedException | RefusedException failed) {
            LOG.warn("the model {} could not be pulled: {}", id, failed.getMessage());
            return Optional.empty();
        }
    }

    // Whether another request to the same model would have been taken.
    private static boolean isCallers(RefusedException refused) {
        return switch (refused.refusal()) {
            case INPUT_MISSING, INPUT_UNKNOWN, INPUT_MISMATCH, INVALID_SHAPE, INVALID_VALUE -> true;
            case UNSUPPORTED_OPERATOR, UNSUPPORTED_OPSET, UNSUPPORTED_TYPE, UNSUPPORTED_MODE, INVALID_NODE, ACCUMULATOR_OVERFLOW,
                    BUDGET_EXCEEDED -> false;
        };
    }
}
