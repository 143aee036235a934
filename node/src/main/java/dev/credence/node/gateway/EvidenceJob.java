package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.inclusion.InclusionVerifier;

/// One receipt on its way to what its plan demands; holds the request in memory until then.
record EvidenceJob(Bytes receipt, Envelope envelope, Statement statement, Digest leaf, TensorRequest request, EvidencePlan plan) {
    Digest executor() {
        return statement.issue().operator();
    }

    InclusionVerifier.Sought sought() {
        return new InclusionVerifier.Sought(
                leaf, statement.commitment().request(), executor(), statement.issue().height());
    }
}
