package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.exchange.ProofState;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Request;
import dev.credence.node.http.Routes;
import dev.credence.node.world.Clock;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.statement.Issue;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.report.ReportJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Receipts by id, and verification as a convenience: the same code as the command line, under this network's trust file.
final class ReceiptRoutes {
    private static final int VERIFY_BYTES_MAX = 64 << 20;

    private final ReceiptStore store;
    private final EvidencePipeline pipeline;
    private final TrustFile trust;
    private final Clock clock;

    private ReceiptRoutes(ReceiptStore store, EvidencePipeline pipeline, TrustFile trust, Clock clock) {
        this.store = store;
        this.pipeline = pipeline;
        this.trust = trust;
        this.clock = clock;
    }

    static void add(Routes routes, ReceiptStore store, EvidencePipeline pipeline, TrustFile trust, Clock clock) {
        ReceiptRoutes handlers = new ReceiptRoutes(store, pipeline, trust, clock);
        routes.get("/v1/receipts/{id}", "a receipt: 200 when its plan is complete, 202 with what there is so far", handlers::receipt)
                .post("/v1/receipts/verify", VERIFY_BYTES_MAX, "verifies a receipt under this network's trust file", handlers::verify)
                .get("/v1/trust", "this network's trust file (believe it only from a place that you trust)", _ -> Reply.ok(Reply.JSON, trust.encode()));
    }

    private Reply receipt(Request request) throws ApiException {
        Bytes id;
        try {
            id = Bytes.parseHex(request.segment("id"), Issue.RECEIPT_ID_LENGTH);
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, "a receipt's id: " + malformed.getMessage(), malformed);
        }
        try {
            // Asked before the receipt is read: work that has ended has left its last word there.
            boolean running = pipeline.running(id).isPresent();
            ReceiptStore.Stored stored = store.find(id)
                    .orElseThrow(() -> new ApiException(Fault.NOT_FOUND, "no receipt " + id.hex() + " is kept here"));
            if (!stored.complete() && !running) {
                stored = grown(stored);
            }
            return withState(reply(request, stored), stored);
        } catch (IOException failed) {
            throw new ApiException(Fault.STORAGE, "the receipt cannot be read: " + failed.getMessage(), failed);
        }
    }

    // Beside a receipt that waits for a proof stands how far the proof is.
    private Reply withState(Reply reply, ReceiptStore.Stored stored) throws IOException {
        if (stored.complete()) {
            return reply;
        }
        Optional<ProofState> proof = pipeline.proving(stored.decode().envelope().leaf());
        return proof.isEmpty()
                ? reply
                : reply.with("Credence-Evidence", "argument=" + proof.get().stage().label() + "; waiting=" + proof.get().waiting());
    }

    // A receipt whose plan asks for no more than the log is completed when somebody asks for it; so is one whose plan was given up, with what
    // it has. Plans that were not are resumed at the start, before anybody can ask.
    private ReceiptStore.Stored grown(ReceiptStore.Stored stored) throws IOException {
        ReceiptFile receipt = stored.decode();
        Optional<ReceiptFile> logged = receipt.logged().isPresent() ? Optional.of(receipt) : pipeline.lookUp(receipt);
        if (logged.isEmpty()) {
            return stored;
        }
        store.put(stored.id(), logged.get(), ReceiptStore.Stage.COMPLETE);
        return new ReceiptStore.Stored(stored.id(), ReceiptStore.Stage.COMPLETE, logged.get().encode());
    }

    private static Reply reply(Request request, ReceiptStore.Stored stored) {
        String tag = "\"" + Sha256.of(stored.file()).hex() + "\"";
        if (request.header("If-None-Match").equals(Optional.of(tag)) && stored.complete()) {
            return Reply.empty(304).with("ETag", tag);
        }
        Reply reply = new Reply(stored.complete() ? 200 : 202, ReceiptFile.MEDIA_TYPE, Map.of(), stored.file());
        return stored.complete() ? reply.with("ETag", tag) : reply.with("ETag", tag).with("Retry-After", "1");
    }

    // {"receipt": b64, "request"?: b64, "answer"?: b64, "policy"?: text}
    private Reply verify(Request request) throws ApiException {
        try {
            JsonFields fields =
                    JsonFields.of("", StrictJson.parse(request.body(), new JsonLimits(VERIFY_BYTES_MAX, 2, 16)));
            Bytes receipt = fields.base64("receipt", ReceiptFile.BYTES_MAX);
            Optional<Bytes> asked = fields.optionalBase64("request", VERIFY_BYTES_MAX);
            Optional<Bytes> answer = fields.optionalBase64("answer", VERIFY_BYTES_MAX);
            Optional<String> policyText = fields.optionalString("policy", Policy.TEXT_CHARS_MAX);
            fields.end();
            Policy policy = policyText.isPresent() ? Policy.parse(policyText.get()) : Policy.DEFAULT;
            var exhibit = new VerificationInput.Exhibit(receipt, asked, answer, Optional.empty());
            var standard =
                    new VerificationInput.Standard(trust, AssumptionTable.builtIn(), policy, clock.timeMillis());
            return Reply.json(ReportJson.of(ReceiptVerifier.verify(new VerificationInput(exhibit, standard))));
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, malformed.getMessage(), malformed);
        }
    }
}
