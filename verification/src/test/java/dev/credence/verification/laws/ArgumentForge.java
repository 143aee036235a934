package dev.credence.verification.laws;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.integer.WeightsCodec;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.argument.ArgumentEvidence;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.argument.PublicIntegers;
import dev.credence.verification.argument.RecomputedCode;
import dev.credence.verification.argument.RegistrationStatement;
import dev.credence.verification.body.TensorRequestBody;
import dev.credence.verification.circuit.CircuitException;
import dev.credence.verification.circuit.CodeCells;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.SlowProver;
import dev.credence.verification.slow.SlowRegistration;
import dev.credence.verification.slow.TinyModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Turns an honest receipt into one whose answer comes from a tiny integer model and carries an argument; each public field changes one
/// thing on the way, as in `ReceiptForge`.
final class ArgumentForge {
    private static final Suite SUITE = Suite.UD_100;
    private static final IntegerModel MODEL = TinyModels.dense(new SplittableRandom(4));
    private static final String INPUT = "[3.25,-7,100,0.5]";

    // Proofs take a quarter of a second each, and most defects share one.
    private static final Map<String, Bytes> PROOFS = new ConcurrentHashMap<>();

    /// Changes to the manifest before anything names it.
    UnaryOperator<Manifest> manifest = UnaryOperator.identity();
    /// Changes to the registration before the manifest names it, and to what the blob holds of it.
    UnaryOperator<Bytes> registration = UnaryOperator.identity();
    UnaryOperator<Bytes> registrationShown = UnaryOperator.identity();
    /// What the operator executes on: shape and data of the request's tensor.
    String shape = "[1,4]";
    String data = INPUT;
    /// The operator's arithmetic profile.
    String profile = Manifest.INT8_V1;
    /// What is rendered as the answer, from the honest integers.
    UnaryOperator<byte[]> rendered = UnaryOperator.identity();
    /// What the statement calls the model.
    UnaryOperator<Digest> named = UnaryOperator.identity();
    /// Changes to the evidence.
    UnaryOperator<ArgumentEvidence> evidence = UnaryOperator.identity();
    UnaryOperator<Bytes> blob = UnaryOperator.identity();
    String suite = SUITE.id();
    /// The root that the reader finds in the model's files, from the honest one; none where it has no files.
    Optional<UnaryOperator<RecomputedCode>> recomputed = Optional.empty();

    void into(ReceiptForge forge) {
        Built built = build();
        ArgumentCase execution = execution();
        float[] answer = MODEL.program().output().render(
                rendered.apply(stored(execution.statement.output())), MODEL.program().tensors().getLast(), ReferenceKernels.INSTANCE);
        Digest model = named.apply(built.manifest.id());
        forge.drawn = 0;
        forge.requestExecuted = _ -> request(forge);
        forge.requestShown = _ -> request(forge);
        forge.answerGiven = _ -> answer(forge, answer);
        forge.answerShown = _ -> answer(forge, answer);
        forge.parameters = honest -> TensorParameters.of(
                model, honest.release(), honest.nonce(), List.of("y"), honest.seed());
        forge.statement = honest -> new Statement(
                honest.subject(),
                honest.issue(),
                new Execution(model, profile, honest.execution().engine()),
                honest.commitment(),
                honest.parameters(),
                Charge.ofElements(4, answer.length, 250));
        forge.code = recomputed.map(change -> change.apply(new RecomputedCode(model, execution.statement.model().code())));
        forge.file = file -> file.with(item(file.envelope(), built, execution));
    }

    private static String request(ReceiptForge forge, String shape, String data) {
        return "{\"inputs\":[{\"name\":\"x\",\"shape\":" + shape + ",\"datatype\":\"FP32\",\"data\":" + data + "}],"
                + "\"parameters\":{\"nonce\":\"" + forge.nonce().hex() + "\",\"seed\":7,\"model\":\"digits@1.0\"}}";
    }

    private String request(ReceiptForge forge) {
        return request(forge, shape, data);
    }

    private static String answer(ReceiptForge forge, float[] answer) {
        List<String> numbers = new ArrayList<>();
        for (float each : answer) {
            numbers.add(Float.toString(each));
        }
        return "{\"model_name\":\"digits\",\"model_version\":\"1.0\",\"outputs\":[{\"name\":\"y\",\"shape\":[1," + answer.length
                + "],\"datatype\":\"FP32\",\"data\":[" + String.join(",", numbers) + "]}],\"credence\":{\"receipt\":\""
                + forge.receiptId().hex() + "\"}}";
    }

    private EvidenceItem item(Envelope envelope, Built built, ArgumentCase execution) {
        Statement signed;
        try {
            signed = Statement.decode(envelope.payload());
        } catch (MalformedException impossible) {
            throw new IllegalStateException(impossible);
        }
        ArgumentStatement proved = new ArgumentStatement(
                SUITE,
                new ArgumentStatement.Model(built.manifest.id(), MODEL.program(), execution.statement.model().code()),
                new ArgumentStatement.Request(
                        signed.parameters().nonce(), signed.commitment().request(), signed.commitment().answer()),
                execution.statement.input(),
                execution.statement.output());
        ArgumentEvidence honest = new ArgumentEvidence(
                built.manifest.encode(),
                MODEL.program().encode(),
                registrationShown.apply(built.registration),
                ArgumentStatement.encode(execution.statement.output()),
                PROOFS.computeIfAbsent(
                        built.manifest.id() + " " + signed.commitment().request() + " " + signed.commitment().answer(),
                        _ -> execution.prove(proved, execution.witness.cells())));
        return EvidenceItem.embedded(EvidenceItem.ARGUMENT, suite, blob.apply(evidence.apply(honest).encode()));
    }

    private record Built(Manifest manifest, Bytes registration) {}

    private Built build() {
        IntegerProgram program = MODEL.program();
        Bytes encoded = program.encode();
        Bytes weights = WeightsCodec.encode(MODEL.weights());
        byte[] code;
        try {
            code = CodeCells.of(MODEL);
        } catch (CircuitException impossible) {
            throw new IllegalStateException(impossible);
        }
        Digest root = SlowProver.commit(SUITE, code).root();
        Bytes proof = registration.apply(PROOFS.computeIfAbsent(
                root.hex(), _ -> SlowRegistration.prove(new RegistrationStatement(SUITE, encoded, root), code)));
        Manifest honest = Manifest.ofProgram(
                List.of(
                        new ManifestFile("model", "program", encoded.length(), Sha256.of(encoded)),
                        new ManifestFile("data", "weights", weights.length(), Sha256.of(weights)),
                        new ManifestFile("registration", "registration", proof.length(), Sha256.of(proof))),
                program.digest(),
                Sha256.of(weights),
                new Manifest.Signatures(List.of(), List.of()),
                "Apache-2.0").withArgument(Optional.of(new ArgumentRegistration(SUITE.id(), root, Sha256.of(proof))));
        return new Built(manifest.apply(honest), proof);
    }

    // The integers of the honest request, whatever the caller's looks like.
    private static ArgumentCase execution() {
        try {
            String body = "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"FP32\",\"data\":" + INPUT + "}]}";
            int[] integers = PublicIntegers.input(MODEL.program(), TensorRequestBody.decode(Bytes.ofUtf8(body)).inputs()).orElseThrow();
            return new ArgumentCase(MODEL, stored(integers));
        } catch (MalformedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] stored(int[] integers) {
        byte[] stored = new byte[integers.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (byte) integers[i];
        }
        return stored;
    }
}
