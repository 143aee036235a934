package dev.credence.node.gateway;

import dev.credence.foundation.hash.Digest;
import dev.credence.node.answering.Wanted;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.appraisal.Policy.WaitFor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/// What a caller wants besides the answer: planned before it, bought and waited for behind it.
final class Fulfilment {
    private static final long EVIDENCE_MILLIS_MAX = 45_000;

    private final TrustFile.OfNetwork trust;
    private final OperatorDirectory directory;
    private final EvidencePipeline pipeline;
    private final GatewayMetrics metrics;

    Fulfilment(TrustFile.OfNetwork trust, OperatorDirectory directory, EvidencePipeline pipeline, GatewayMetrics metrics) {
        this.trust = trust;
        this.directory = directory;
        this.pipeline = pipeline;
        this.metrics = metrics;
    }

    /// What will be bought, and who may execute so that it can be.
    ///
    /// @param candidates in the order in which they are to be asked
    record Planned(EvidencePlan plan, List<OperatorDirectory.Entry> candidates) {}

    /// Plans the evidence. Operators of one owner leave other owners to be drawn than those of another: each candidate has its own plan.
    ///
    /// @param offer what can be had where so many owners can be drawn
    /// @throws ApiException if the policy cannot be met with any of them
    Planned plan(Wanted wanted, IntFunction<EvidencePlan.Offer> offer, List<OperatorDirectory.Entry> serving) throws ApiException {
        String impossible = "";
        EvidencePlan plan = EvidencePlan.NONE;
        List<OperatorDirectory.Entry> candidates = new ArrayList<>();
        for (OperatorDirectory.Entry entry : serving) {
            Digest executor = entry.info().orElseThrow().id();
            int owners = directory.owners(executor);
            switch (EvidencePlan.of(wanted.policy(), wanted.named(), trust, offer.apply(owners))) {
                case EvidencePlan.Result.Planned(EvidencePlan found) -> {
                    plan = found;
                    candidates.add(entry);
                }
                case EvidencePlan.Result.Impossible(String sentence) -> impossible = sentence;
            }
        }
        if (candidates.isEmpty()) {
            throw new ApiException(Fault.UNPROCESSABLE, impossible).coded("policy_unsatisfiable").of("credence.policy");
        }
        if ((plan.buys() || wanted.waitFor() == WaitFor.EVIDENCE) && !pipeline.hasRoom()) {
            throw new ApiException(Fault.OVERLOADED, "the gateway has its most of requests waiting for evidence; try again");
        }
        return new Planned(plan, candidates);
    }

    /// Keeps the receipt, begins what its plan demands, and waits where the caller does.
    ///
    /// @return `signed`, `pending`, `logged` or `evidenced`
    /// @throws ApiException if the receipt cannot be kept, or what is waited for does not come
    String fulfil(EvidenceJob job, WaitFor waitFor) throws ApiException {
        keep(job);
        if (!job.plan().buys() && waitFor != WaitFor.EVIDENCE) {
            return "signed";
        }
        CompletableFuture<EvidencePipeline.Outcome> work = pipeline.start(job);
        work.thenAccept(metrics::evidence);
        if (waitFor != WaitFor.EVIDENCE) {
            return "pending";
        }
        Optional<ApiException> trouble = await(work, job);
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return job.plan().buys() ? "evidenced" : "logged";
    }

    // Whoever reads the answer finds its receipt afterwards, whatever happens to this process or machine.
    private void keep(EvidenceJob job) throws ApiException {
        try {
            pipeline.keep(job);
        } catch (IOException failed) {
            throw new ApiException(
                    Fault.STORAGE, "the gateway cannot keep the receipt, so it gives no answer: " + failed.getMessage(), failed);
        }
    }

    private static Optional<ApiException> await(CompletableFuture<EvidencePipeline.Outcome> work, EvidenceJob job) {
        String where = " (receipt " + job.receipt().hex() + ")";
        long millis = EVIDENCE_MILLIS_MAX + 2 * job.patience().toMillis();
        try {
            return switch (work.get(millis, TimeUnit.MILLISECONDS)) {
                case EvidencePipeline.Outcome.Complete _ -> Optional.empty();
                case EvidencePipeline.Outcome.Incomplete(String sentence) ->
                    Optional.of(new ApiException(Fault.UPSTREAM_TIMEOUT, sentence + where));
                case EvidencePipeline.Outcome.Contradicted(_, String sentence) ->
                    Optional.of(new ApiException(Fault.UPSTREAM, "the evidence contradicts the answer: " + sentence + where));
            };
        } catch (TimeoutException late) {
            return Optional.of(new ApiException(Fault.UPSTREAM_TIMEOUT, "the evidence is not complete after " + millis + " ms" + where));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of(new ApiException(Fault.OVERLOADED, "the gateway is stopping" + where));
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the evidence failed", failed.getCause());
        }
    }
}
