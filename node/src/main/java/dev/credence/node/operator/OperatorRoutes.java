package dev.credence.node.operator;

import dev.credence.node.http.Request;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.exchange.ProveCall;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.exchange.EvidenceCall;
import dev.credence.node.exchange.ExecuteCall;
import dev.credence.node.exchange.GenerateCall;
import dev.credence.node.exchange.OperatorInfo;
import dev.credence.node.exchange.ReplayCall;
import dev.credence.node.exchange.TensorFrame;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Routes;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayOutcome;
import java.util.function.Supplier;

/// The endpoints of an operator, which gateways use.
final class OperatorRoutes {
    /// The largest request, tensors included.
    static final int CALL_BYTES_MAX = 64 << 20;

    private OperatorRoutes() {}

    static Routes of(OperatorService service, OperatorMetrics metrics, Supplier<OperatorInfo> info) {
        return new Routes()
                .get("/v1/operator", "who this operator is, what it holds, how busy it is", _ -> Reply.json(info.get().json()))
                .get("/health", "whether the process answers", _ -> Reply.json(JsonObject.builder().put("status", "ok").build()))
                .get("/metrics", "counts and times in Prometheus' text format", _ -> Reply.text(metrics.scrape()))
                .post("/v1/operator/execute", CALL_BYTES_MAX, "executes a request and signs a statement", request -> {
                    ExecuteCall call = decode(request.body(), ExecuteCall::decode);
                    return Reply.ok(TensorFrame.CONTENT_TYPE, metrics.timed(OperatorMetrics.Kind.EXECUTE, () -> service.execute(call)).encode());
                })
                .post("/v1/operator/generate", CALL_BYTES_MAX, "answers in text while it comes to be, and signs a statement", request ->
                        service.generate(decode(request.body(), GenerateCall::decode), request.caller(), metrics.text()))
                .post("/v1/operator/replay", CALL_BYTES_MAX, "executes a logged request again, as drawn", request -> {
                    ReplayCall call = decode(request.body(), ReplayCall::decode);
                    ReplayOutcome outcome = metrics.timed(OperatorMetrics.Kind.REPLAY, () -> service.replay(call));
                    return Reply.json(JsonObject.builder().put("outcome", outcome.json()).build());
                })
                .post("/v1/operator/evidence", CALL_BYTES_MAX, "signs the executor's part of a replay", request -> {
                    EvidenceCall call = decode(request.body(), EvidenceCall::decode);
                    Replay replay = metrics.timed(OperatorMetrics.Kind.REVEAL, () -> service.evidence(call));
                    return Reply.json(JsonObject.builder().put("replay", replay.encode().base64()).build());
                })
                .post("/v1/operator/prove", CALL_BYTES_MAX, "begins a proof of a statement, or says how far it is", request -> {
                    ProveCall call = decode(request.body(), ProveCall::decode);
                    return Reply.json(metrics.timed(OperatorMetrics.Kind.PROVE, () -> service.prove(call)).json());
                })
                .get("/v1/operator/proofs/{leaf}", "how far a proof is", request -> Reply.json(service.proofState(leaf(request)).json()))
                .get("/v1/operator/proofs/{leaf}/blob", "a proof that is ready", request ->
                        Reply.ok(Reply.OCTETS, service.proof(leaf(request))));
    }

    private static Digest leaf(Request request) throws ApiException {
        try {
            return Digest.parse(request.segment("leaf"));
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, "a leaf: " + malformed.getMessage(), malformed);
        }
    }

    @FunctionalInterface
    private interface Decoder<T> {
        T decode(Bytes body) throws MalformedException;
    }

    private static <T> T decode(Bytes body, Decoder<T> decoder) throws ApiException {
        try {
            return decoder.decode(body);
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, malformed.getMessage(), malformed);
        }
    }
}
