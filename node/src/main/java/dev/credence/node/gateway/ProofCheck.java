package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.execute.TensorRecords;
import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.request.TensorAnswerRecord;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.argument.ArgumentEvidence;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.argument.ArgumentVerifier;
import dev.credence.verification.argument.ProvableModel;
import dev.credence.verification.argument.PublicIntegers;
import dev.credence.verification.argument.RegistrationVerifier;
import dev.credence.verification.body.BodyTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whether a proof that an operator sent holds: what a reader of the receipt will check, by the same verifiers. The answer's digest stands in
/// for the answer; a registration that held once is not verified again.
final class ProofCheck {
    private static final int REGISTERED_MAX = 1_024;

    private final Set<Digest> registered = ConcurrentHashMap.newKeySet();

    ProofCheck() {}

    /// Why `blob` does not prove the job's statement; empty if it does.
    Optional<String> defect(EvidenceJob job, Bytes blob) {
        try {
            return defect(job, ArgumentEvidence.decode(blob));
        } catch (MalformedException malformed) {
            return Optional.of(malformed.getMessage());
        }
    }

    private Optional<String> defect(EvidenceJob job, ArgumentEvidence evidence) throws MalformedException {
        Statement statement = job.statement();
        ProvableModel model = ProvableModel.decode(evidence.manifest(), evidence.program());
        Optional<Suite> suite = Suite.parse(model.argument().suite());
        if (!model.id().equals(statement.execution().model()) || suite.isEmpty()) {
            return Optional.of("it is of another model, or of a suite that is not known");
        }
        if (!model.argument().registration().equals(Sha256.of(evidence.registration()))) {
            return Optional.of("the registration is not the manifest's");
        }
        if (!registered.contains(model.id())) {
            if (RegistrationVerifier.verify(model.registration(suite.get()), evidence.registration())
                    instanceof ArgumentOutcome.Refused(var refusal)) {
                return Optional.of("the registration: " + refusal.sentence());
            }
            if (registered.size() < REGISTERED_MAX) {
                registered.add(model.id());
            }
        }
        Optional<int[]> input = PublicIntegers.input(model.program(), bodies(job.request().inputs()));
        Optional<int[]> output = PublicIntegers.output(model.program(), evidence.output());
        if (input.isEmpty() || output.isEmpty() || !answer(model.program(), output.get()).equals(statement.commitment().answer())) {
            return Optional.of("its input or output is not the statement's");
        }
        ArgumentStatement proved = new ArgumentStatement(
                suite.get(),
                new ArgumentStatement.Model(model.id(), model.program(), model.argument().code()),
                new ArgumentStatement.Request(
                        statement.parameters().nonce(), statement.commitment().request(), statement.commitment().answer()),
                input.get(),
                output.get());
        return switch (ArgumentVerifier.verify(proved, evidence.proof())) {
            case ArgumentOutcome.Accepted _ -> Optional.empty();
            case ArgumentOutcome.Refused(var refusal) -> Optional.of(refusal.sentence());
        };
    }

    private static List<BodyTensor> bodies(Map<String, Tensor> tensors) {
        return tensors.entrySet().stream()
                .map(each -> new BodyTensor(TensorRecords.of(each.getKey(), each.getValue()), each.getValue().canonicalBytes()))
                .toList();
    }

    /// The digest of the answer that Y renders to.
    private static Digest answer(IntegerProgram program, int[] output) {
        byte[] stored = new byte[output.length];
        for (int i = 0; i < output.length; i++) {
            stored[i] = (byte) output[i];
        }
        float[] floats = program.output().render(stored, program.tensors().getLast(), ReferenceKernels.INSTANCE);
        int[] shape = new int[program.output().dimensions().size() + 1];
        shape[0] = 1;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = program.output().dimensions().get(i - 1);
        }
        Tensor tensor = Tensor.ofFloats(Shape.of(shape), floats);
        return new TensorAnswerRecord(List.of(TensorRecords.of(program.output().name(), tensor))).digest();
    }
}
