package dev.credence.inference.language.sampler;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a request says about sampling. `GREEDY` takes the likeliest token.
///
/// @param temperature       0 for the likeliest token, else 0.001 to 100
/// @param topK              keeps so many of the likeliest tokens; 0 for all
/// @param topP              keeps the fewest likeliest tokens that together are likelier than this; 1 for all
/// @param minP              keeps tokens at least so likely in terms of the likeliest one's; 0 for all
/// @param repetitionPenalty divides positive and multiplies negative logits of tokens in the context; 1 for none
/// @param presencePenalty   taken from the logits of tokens that were generated
/// @param frequencyPenalty  taken from them once for each time
/// @param logitBias         added to logits, by token id
/// @param seed              any number
public record SamplingParameters(
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty,
        double presencePenalty,
        double frequencyPenalty,
        SortedMap<Integer, Double> logitBias,
        long seed) {

    /// The likeliest token, always.
    public static final SamplingParameters GREEDY = new SamplingParameters(0, 0, 1, 0, 1, 0, 0, Collections.emptySortedMap(), 0);

    private static final double TEMPERATURE_MIN = 0.001;
    private static final double TEMPERATURE_MAX = 100;
    private static final double PENALTY_MAX = 100;
    private static final int BIASES_MAX = 1024;

    public SamplingParameters {
        within("temperature", temperature == 0 ? TEMPERATURE_MIN : temperature, TEMPERATURE_MIN, TEMPERATURE_MAX);
        within("top_k", topK, 0, Integer.MAX_VALUE);
        within("top_p", topP, 0, 1);
        within("min_p", minP, 0, 1);
        within("repetition_penalty", repetitionPenalty, 1 / PENALTY_MAX, PENALTY_MAX);
        within("presence_penalty", presencePenalty, -PENALTY_MAX, PENALTY_MAX);
        within("frequency_penalty", frequencyPenalty, -PENALTY_MAX, PENALTY_MAX);
        within("entries of logit_bias", logitBias.size(), 0, BIASES_MAX);
        for (Map.Entry<Integer, Double> bias : logitBias.entrySet()) {
            within("token of logit_bias", bias.getKey(), 0, Integer.MAX_VALUE);
            within("logit_bias", bias.getValue(), -PENALTY_MAX, PENALTY_MAX);
        }
        logitBias = Collections.unmodifiableSortedMap(new TreeMap<>(logitBias));
    }

    /// Whether the largest logit as it stands, of equal ones that of the lowest id, is what the sampler chooses unless a constraint forbids it.
    public boolean takesLargest() {
        return temperature == 0 && repetitionPenalty == 1 && presencePenalty == 0 && frequencyPenalty == 0 && logitBias.isEmpty();
    }

    private static void within(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(name + ": expected " + min + " to " + max + ", found " + value);
        }
    }
}
