package dev.credence.inference.language.generation;

import java.util.List;

/// How many answers a request has, and where they end.
///
/// @param choices   1 to 8
/// @param tokensMax of each choice, at least 1
/// @param stop      texts that end an answer, none empty
/// @param logprobs  how many of the likeliest tokens are told beside each sampled one, or −1 for no log-probabilities
public record AnswerRules(int choices, int tokensMax, List<String> stop, int logprobs) {
    public static final int CHOICES_MAX = 8;
    public static final int LOGPROBS_MAX = 20;
    public static final int LOGPROBS_NONE = -1;

    public AnswerRules {
        stop = List.copyOf(stop);
        if (choices < 1 || choices > CHOICES_MAX) {
            throw new IllegalArgumentException("1 to " + CHOICES_MAX + " choices expected, found " + choices);
        }
        if (tokensMax < 1) {
            throw new IllegalArgumentException("at least one token expected, found " + tokensMax);
        }
        if (logprobs < LOGPROBS_NONE || logprobs > LOGPROBS_MAX) {
            throw new IllegalArgumentException("-1 to " + LOGPROBS_MAX + " log-probabilities expected, found " + logprobs);
        }
        if (stop.contains("")) {
            throw new IllegalArgumentException("texts that end an answer are not empty");
        }
    }
}
