package dev.credence.receipt.request;

import java.util.List;

/// What an answer may look like, and where it ends.
///
/// @param choices   1 to 8 answers to one prompt
/// @param tokensMax of each; `TOKENS_MAX` leaves the context's end alone to bound it
/// @param stop      texts before which the answer is cut, in the caller's order
/// @param logprobs  how many likeliest tokens are told beside the sampled one; −1 for no probabilities at all
public record AnswerForm(int choices, int tokensMax, List<String> stop, int logprobs, Tools tools) {
    public static final int TOKENS_MAX = Integer.MAX_VALUE;
    public static final int STOP_MAX = 16;
    public static final int STOP_CHARS_MAX = 256;
    public static final int LOGPROBS_MAX = 20;

    /// Which tools may be called.
    ///
    /// @param parallel whether more than one may be called in one answer
    public record Tools(ToolChoice choice, boolean parallel) {}

    public AnswerForm {
        stop = List.copyOf(stop);
        if (choices < 1 || choices > TextParameters.CHOICES_MAX || tokensMax < 1 || logprobs < -1 || logprobs > LOGPROBS_MAX) {
            throw new IllegalArgumentException(
                    "an answer's form within its bounds expected, found n " + choices + ", max_tokens " + tokensMax + ", logprobs " + logprobs);
        }
        if (stop.size() > STOP_MAX || stop.stream().anyMatch(text -> text.isEmpty() || text.length() > STOP_CHARS_MAX)) {
            throw new IllegalArgumentException("at most " + STOP_MAX + " texts of 1 to " + STOP_CHARS_MAX + " characters expected, found " + stop);
        }
    }
}
