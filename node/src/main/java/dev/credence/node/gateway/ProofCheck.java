package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.execute.TensorRecords;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.EvidenceOutcome;
import dev.credence.verification.argument.EvidenceVerifier;
import dev.credence.verification.argument.ProvableModel;
import dev.credence.verification.body.BodyTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Whether a proof that an operator sent holds: what a reader of the receipt will check, by the same verifier. A registration that held once
/// is not verified again.
final class ProofCheck {
    private static final int REGISTERED_MAX = 1_024;

    private final Map<Digest, ArgumentOutcome> registered = new ConcurrentHashMap<>();

    ProofCheck() {}

    /// What `blob` is worth as evidence for the job's statement.
    EvidenceOutcome of(EvidenceJob job, Bytes blob) {
        return EvidenceVerifier.verify(job.statement(), blob, Optional.of(bodies(job.inputs())), this::registration);
    }

    private ArgumentOutcome registration(ProvableModel model, Suite suite, Bytes proof) {
        ArgumentOutcome known = registered.get(model.id());
        if (known != null) {
            return known;
        }
        ArgumentOutcome outcome = EvidenceVerifier.Registrations.VERIFIED.verify(model, suite, proof);
        if (outcome instanceof ArgumentOutcome.Accepted && registered.size() < REGISTERED_MAX) {
            registered.put(model.id(), outcome);
        }
        return outcome;
    }

    private static List<BodyTensor> bodies(Map<String, Tensor> tensors) {
        return tensors.entrySet().stream()
                .map(each -> new BodyTensor(TensorRecords.of(each.getKey(), each.getValue()), each.getValue().canonicalBytes()))
                .toList();
    }
}
