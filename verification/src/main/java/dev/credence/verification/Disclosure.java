package dev.credence.verification;

import dev.credence.receipt.confidence.Assumption;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport.Disclosures;
import dev.credence.verification.body.RequestBody;
import dev.credence.verification.body.TensorRequestBody;
import dev.credence.verification.body.TextApi;
import dev.credence.verification.body.TextRequestBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is printed under every verdict: assumptions in words, and what no receipt says.
final class Disclosure {
    private static final List<String> NEVER_CLAIMED = List.of(
            "that the answer is true, fair or wise",
            "that the release's name belongs to this model id (compare with the signed release)",
            "that engine and profile are those that ran, or that the price is fair (the operator's word; the model's manifest fixes the profile)",
            "that request and answer stayed private");
    private static final String NOT_FRESH =
            "that the answer was computed for this request alone (the request names no nonce, so an older receipt for the same content would match)";

    private static final String NOT_AT_ONE_HEIGHT =
            "that no other answer to this request is signed and logged 10,000 blocks earlier or later (the request names no height)";

    private static final String NOT_ONE_OPERATION =
            "that a drawn operator re-executed rather than copied where the model is a single operation (its trace is its answer; a keyed root shows work only where there are inner values)";

    private static final String NOT_THE_MODEL =
            "that this is the model that was asked for (the request names none in parameters.model, and a path in a URL is not part of it)";

    private static final String NOT_BY_CHANCE =
            "that seed and template clock were drawn rather than chosen to please (the request does not name both)";

    private Disclosure() {}

    // Each gives the request another slot, and its statement another leaf to draw from.
    private static String notOneDraw(RequestBody request) {
        List<String> open = new ArrayList<>();
        if (!namesNonce(request)) {
            open.add("nonce");
        }
        if (request.height().isEmpty()) {
            open.add("height");
        }
        switch (request) {
            case TensorRequestBody tensors -> {
                if (tensors.named().seed().isEmpty()) {
                    open.add("seed");
                }
                if (tensors.named().outputs().isEmpty()) {
                    open.add("choice of outputs");
                }
            }
            case TextRequestBody text -> {
                if (!text.named().has("seed")) {
                    open.add("seed");
                }
                if (text.api() != TextApi.COMPLETION && !text.named().has("clock")) {
                    open.add("clock");
                }
            }
        }
        open.add("release (compare with the signed one)");
        return "that the replaying operators were drawn once only: an executor can be drawn for again under each " + String.join(", ", open)
                + " that the request leaves open";
    }

    private static boolean namesNonce(RequestBody request) {
        return switch (request) {
            case TensorRequestBody tensors -> tensors.named().nonce().isPresent();
            case TextRequestBody text -> text.named().has("nonce");
        };
    }

    private static boolean leavesChance(TextRequestBody request) {
        return !request.named().has("seed") || request.api() != TextApi.COMPLETION && !request.named().has("clock");
    }

    static Disclosures of(Standard standard, List<String> ids, Optional<RequestBody> request) {
        List<Assumption> assumptions = new ArrayList<>();
        ids.forEach(id -> standard.assumptions().find(id).ifPresent(assumptions::add));
        List<String> notClaimed = new ArrayList<>(NEVER_CLAIMED);
        if (ids.contains(AssumptionTable.CORRUPT_SHARE)) {
            notClaimed.add(NOT_ONE_OPERATION);
            request.ifPresent(body -> notClaimed.add(notOneDraw(body)));
        }
        request.ifPresent(body -> {
            if (!namesNonce(body)) {
                notClaimed.add(NOT_FRESH);
            }
            if (body.height().isEmpty() && standard.trust() instanceof TrustFile.OfNetwork) {
                notClaimed.add(NOT_AT_ONE_HEIGHT);
            }
            if (body.model().isEmpty()) {
                notClaimed.add(NOT_THE_MODEL);
            }
            if (body instanceof TextRequestBody text && leavesChance(text)) {
                notClaimed.add(NOT_BY_CHANCE);
            }
        });
        return new Disclosures(
                standard.trust().network(),
                standard.trust().environmentToken(),
                standard.assumptions().source(),
                assumptions,
                notClaimed);
    }
}
