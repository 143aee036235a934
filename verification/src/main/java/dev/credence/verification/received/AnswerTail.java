package dev.credence.verification.received;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stands beside the choices of an answer and belongs to its record: token ids and usage; and the receipt's id.
///
/// @param usage where the object `credence` states it
record AnswerTail(List<List<Integer>> tokenIds, Optional<Usage.Tokens> usage, Optional<Bytes> receipt) {
    /// Reads `credence`; what else stands in it is covered by no digest.
    static AnswerTail read(JsonFields body) throws MalformedException {
        JsonFields credence = body.object("credence");
        List<List<Integer>> ids = credence.items("token_ids", TextParameters.CHOICES_MAX, AnswerTail::ids);
        Optional<Usage.Tokens> usage = credence.has("usage") ? usage(credence, "usage") : Optional.empty();
        Optional<Bytes> receipt = credence.optionalHex("receipt", Issue.RECEIPT_ID_LENGTH);
        return new AnswerTail(ids, usage, receipt);
    }

    private static List<Integer> ids(String path, Json item) throws MalformedException {
        if (!(item instanceof JsonArray row)) {
            throw new MalformedException(path, -1, "an array of token ids", item.kind());
        }
        List<Integer> ids = new ArrayList<>(row.size());
        for (Json id : row.items()) {
            if (!(id instanceof JsonInteger integer) || integer.value() < 0 || integer.value() > Integer.MAX_VALUE) {
                throw new MalformedException(path, -1, "token ids below 2^31", id.kind());
            }
            ids.add((int) integer.value());
        }
        return List.copyOf(ids);
    }

    /// Reads a usage under the names of chats and completions; empty where it is null.
    static Optional<Usage.Tokens> usage(JsonFields body, String member) throws MalformedException {
        return usage(body, member, "prompt_tokens", "completion_tokens");
    }

    /// @param prompt     name of the member that counts the prompt's
    /// @param completion name of the member that counts the sampled
    static Optional<Usage.Tokens> usage(JsonFields body, String member, String prompt, String completion) throws MalformedException {
        if (body.optionalAny(member).orElse(JsonNull.NULL) instanceof JsonNull) {
            return Optional.empty();
        }
        JsonFields usage = body.object(member);
        Usage.Tokens tokens = new Usage.Tokens(
                usage.integer(prompt, 0, JsonInteger.VALUE_MAX), usage.integer(completion, 0, JsonInteger.VALUE_MAX));
        if (usage.integer("total_tokens", 0, JsonInteger.VALUE_MAX) != tokens.prompt() + tokens.completion()) {
            throw usage.fault("total_tokens", "the sum of both", "another number");
        }
        return Optional.of(tokens);
    }

    /// The usage that the body states, here or elsewhere; both must be the same.
    Usage.Tokens usage(Optional<Usage.Tokens> elsewhere) throws MalformedException {
        if (usage.isPresent() && elsewhere.isPresent() && !usage.equals(elsewhere)) {
            throw new MalformedException("credence.usage", -1, "the usage that stands elsewhere", "another");
        }
        return elsewhere.or(() -> usage).orElseThrow(() -> new MalformedException("usage", -1, "the usage", "none"));
    }
}
