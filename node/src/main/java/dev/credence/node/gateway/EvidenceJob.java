package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.inclusion.InclusionVerifier;
import java.util.Arrays;

/// One receipt on its way to what its plan demands; holds the request in memory until then.
record EvidenceJob(Bytes receipt, Envelope envelope, Statement statement, Digest leaf, TensorRequest request, EvidencePlan plan) {
    Digest executor() {
        return statement.issue().operator();
    }

    InclusionVerifier.Sought sought() {
        return new InclusionVerifier.Sought(
                leaf, statement.commitment().request(), executor(), statement.issue().height());
    }

    /// What the request's tensors take of memory, about.
    long bytes() {
        return request.inputs().values().stream().mapToLong(EvidenceJob::bytes).sum();
    }

    private static long bytes(Tensor tensor) {
        long texts = tensor.array() instanceof String[] strings
                ? Arrays.stream(strings).mapToLong(text -> 2L * text.length() + 48).sum()
                : 0;
        return 8L * tensor.elements() + texts;
    }
}
