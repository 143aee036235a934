package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.exchange.Work;
import dev.credence.operator.execute.ModelRequest;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.inclusion.InclusionVerifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/// One receipt on its way to what its plan demands; holds the request in memory until then.
///
/// @param work the request, and of a text the tokens that were sampled
record EvidenceJob(Bytes receipt, Signed signed, Work work, EvidencePlan plan) {
    /// A language model may have to be fetched and mapped first.
    private static final long LANGUAGE_MILLIS = 60_000;
    /// A token computed by itself on a slow machine; whoever is told the tokens needs a fraction of it.
    private static final long TOKEN_MILLIS = 100;

    /// What the operator has signed.
    ///
    /// @param file the envelope, with the fingerprint where there is one
    record Signed(ReceiptFile file, Statement statement, Digest leaf) {}

    EvidenceJob(Bytes receipt, Envelope envelope, Statement statement, Digest leaf, ModelRequest request, EvidencePlan plan) {
        this(receipt, new Signed(ReceiptFile.of(envelope), statement, leaf), Work.of(request), plan);
    }

    Envelope envelope() {
        return signed.file().envelope();
    }

    Statement statement() {
        return signed.statement();
    }

    Digest leaf() {
        return signed.leaf();
    }

    ModelRequest request() {
        return work.request();
    }

    /// The inputs of a request of tensors: no other is ever proved.
    Map<String, Tensor> inputs() {
        if (!(work.request() instanceof TensorRequest tensors)) {
            throw new IllegalStateException("a request of tensors expected");
        }
        return tensors.inputs();
    }

    Digest executor() {
        return signed.statement().issue().operator();
    }

    InclusionVerifier.Sought sought() {
        return new InclusionVerifier.Sought(
                leaf(), statement().commitment().request(), executor(), statement().issue().height());
    }

    /// How long an execution of the request may take beyond what any takes: one of text takes its time.
    Duration patience() {
        return switch (statement().charge().usage()) {
            case Usage.Elements _ -> Duration.ZERO;
            case Usage.Tokens tokens -> Duration.ofMillis(LANGUAGE_MILLIS + TOKEN_MILLIS * Math.min(tokens.prompt() + tokens.completion(), 1 << 20));
        };
    }

    /// What the request takes of memory, about.
    long bytes() {
        return switch (work.request()) {
            case TensorRequest tensors -> tensors.inputs().values().stream().mapToLong(EvidenceJob::bytes).sum();
            case TextRequest text -> 4L * text.content().json().toString().length() + 24L * work.ids().stream().mapToLong(java.util.List::size).sum();
        };
    }

    private static long bytes(Tensor tensor) {
        long texts = tensor.array() instanceof String[] strings
                ? Arrays.stream(strings).mapToLong(text -> 2L * text.length() + 48).sum()
                : 0;
        return 8L * tensor.elements() + texts;
    }
}
