package dev.credence.node.proving;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerExecutor;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.input.RequestBody;
import dev.credence.node.input.TensorJson;
import dev.credence.node.world.World;
import dev.credence.operator.commit.Issuance;
import dev.credence.operator.commit.OperatorIdentity;
import dev.credence.operator.commit.StatementIssuer;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.proof.code.Workers;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.verification.argument.ArgumentEvidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Proves answers without a network: the statement is signed with a key of one's own, nothing is logged, and the trust file names that key.
/// What a reader believes then rests on the argument alone.
public final class LoneProver {
    private final World world;
    private final SecretKey key;
    private final String build;

    /// @param key   signs the statements
    /// @param build of this program, as statements name it
    public LoneProver(World world, SecretKey key, String build) {
        this.world = world;
        this.key = key;
        this.build = build;
    }

    /// What anyone can verify.
    public record Proved(Bytes request, Bytes answer, Bytes receipt, Bytes trust) {}

    /// Whom a verifier believes in this prover's receipts.
    public TrustFile trust() {
        return new TrustFile.OfSigner("file-" + key.publicKey().id().hex().substring(0, 16), key.publicKey());
    }

    /// Executes, signs, proves.
    ///
    /// @param seed decimal
    /// @throws RefusedException if the model cannot be proved, or does not take the inputs
    /// @throws IOException if there is no room for a large model's codeword
    public Proved prove(ProvableFiles model, Map<String, Tensor> inputs, String seed, Workers workers)
            throws MalformedException, RefusedException, IOException {
        if (!(model.executor() instanceof IntegerExecutor executor)) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED_MODE, "answers of " + model.name() + " under " + model.manifest().profile() + " cannot be proved; quantise it first");
        }
        try (TemporaryCodewords codewords = new TemporaryCodewords(world)) {
            ProvedModel proved = ProvedModel.of(model.manifest(), model.registration(), executor, codewords::store, workers);
            return prove(model, executor, proved, new Asked(inputs, seed), workers);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private record Asked(Map<String, Tensor> inputs, String seed) {}

    private Proved prove(ProvableFiles model, IntegerExecutor executor, ProvedModel proved, Asked asked, Workers workers)
            throws MalformedException, RefusedException {
        Map<String, Tensor> inputs = asked.inputs();
        String seed = asked.seed();
        Release release = new Release(model.name().name(), model.name().version());
        Bytes nonce = world.random().bytes(TensorParameters.NONCE_LENGTH);
        List<String> outputs = model.manifest().outputs().stream().map(output -> output.name()).toList();
        TensorParameters parameters = TensorParameters.of(proved.id(), release, nonce, outputs, Long.parseUnsignedLong(seed));
        TensorRequest request = new TensorRequest(inputs, parameters);
        TensorModel served = TensorModel.of(model.manifest(), executor);
        TensorAnswer answer = RequestExecution.run(served, request);
        OperatorIdentity identity = new OperatorIdentity(key, trust().network(), build);
        Moment moment = new Moment(0, 0, world.clock().timeMillis());
        Issuance issuance = new Issuance(world.random().bytes(Issue.RECEIPT_ID_LENGTH), moment, 0);
        Envelope envelope = new StatementIssuer(identity).issue(served, StatementIssuer.Asked.of(request), answer, issuance);
        ArgumentEvidence evidence = proved.prove(envelope.statement(), inputs, workers);
        ReceiptFile receipt = ReceiptFile.of(envelope)
                .with(EvidenceItem.embedded(EvidenceItem.ARGUMENT, proved.suite().id(), evidence.encode()));
        Bytes body = RequestBody.write(inputs, new RequestBody.Bound(model.name().toString(), nonce, seed, 0), JsonObject.EMPTY);
        return new Proved(body, answerBody(model, answer), receipt.encode(), trust().encode());
    }

    private static Bytes answerBody(ProvableFiles model, TensorAnswer answer) {
        List<JsonObject> outputs = new ArrayList<>();
        answer.outputs().forEach((name, tensor) -> outputs.add(JsonObject.builder()
                .put("name", name)
                .put("shape", JsonArray.ofIntegers(tensor.shape().toLongs()))
                .put("datatype", tensor.type().protocolName())
                .put("data", TensorJson.encode(tensor))
                .build()));
        return JsonWriter.write(JsonObject.builder()
                .put("model_name", model.name().name())
                .put("model_version", model.name().version())
                .put("outputs", JsonArray.of(outputs))
                .build());
    }
}
