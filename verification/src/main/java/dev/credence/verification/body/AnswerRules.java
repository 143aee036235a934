package dev.credence.verification.body;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextParameters;
import java.util.Optional;

/// What an answer shows of whether it is the one that was asked for, without the model (docs/spec/receipt.md, step 19).
///
/// Verifiers and gateways apply the same rules, so that no answer is passed on whose receipt verifies for nobody.
public final class AnswerRules {
    private AnswerRules() {}

    /// What is wrong with `record` as an answer under `executed`; empty if nothing is.
    public static Optional<String> defect(TextAnswerRecord record, TextParameters executed) {
        int choices = record.choices().size();
        if (choices != executed.form().choices()) {
            return Optional.of(choices + " choices, " + executed.form().choices() + " were asked for");
        }
        for (TextAnswerRecord.Choice choice : record.choices()) {
            int tokens = choice.tokens().ids().size();
            if (tokens > executed.form().tokensMax()) {
                return Optional.of("more tokens than max_tokens");
            }
            boolean wanted = executed.form().logprobs() >= 0 && tokens > 0;
            if (choice.logprobs().isPresent() != wanted || isOther(choice.logprobs(), tokens)) {
                return Optional.of("other log-probabilities than were asked for");
            }
        }
        return Optional.empty();
    }

    // A chat's have an entry a token.
    private static boolean isOther(Optional<Json> logprobs, int tokens) {
        return logprobs.isPresent() && logprobs.get() instanceof JsonArray entries && entries.size() != tokens;
    }
}
