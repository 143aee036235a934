package dev.credence.node.generation;

import dev.credence.inference.language.generation.AnswerRules;
import dev.credence.inference.language.sampler.SamplingParameters;
import dev.credence.receipt.request.AnswerForm;
import dev.credence.receipt.request.Penalties;
import dev.credence.receipt.request.SamplingRules;
import dev.credence.receipt.request.TextParameters;
import java.util.SortedMap;
import java.util.TreeMap;

/// The parameters of a request as those who execute it take them.
final class RequestTerms {
    /// Beyond what its tokens take, an answer takes at most so long.
    static final long MILLIS_LEAST = 120_000;
    /// One token of a large model beside others, with time to spare.
    static final long TOKEN_MILLIS = 1_000;

    private RequestTerms() {}

    static SamplingParameters sampling(TextParameters parameters) {
        SamplingRules rules = parameters.sampling();
        Penalties penalties = rules.penalties();
        SortedMap<Integer, Double> bias = new TreeMap<>();
        rules.bias().byToken().forEach((token, value) -> bias.put(token, value.value()));
        return new SamplingParameters(
                rules.temperature().value(),
                rules.topK(),
                rules.topP().value(),
                rules.minP().value(),
                penalties.repetition().value(),
                penalties.presence().value(),
                penalties.frequency().value(),
                bias,
                parameters.seed());
    }

    static AnswerRules rules(TextParameters parameters) {
        AnswerForm form = parameters.form();
        return new AnswerRules(form.choices(), form.tokensMax(), form.stop(), form.logprobs());
    }
}
