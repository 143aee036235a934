package dev.credence.verification.received;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// An answer while it is put together: the same rules for what came whole and for what came as a stream.
final class AnswerDraft {
    private final boolean role;
    private final TreeMap<Integer, ChoiceDraft> choices = new TreeMap<>();
    private Optional<String> model = Optional.empty();

    /// @param role whether the answer is a message of the assistant's
    AnswerDraft(boolean role) {
        this.role = role;
    }

    /// The choice of that item's `index`.
    ChoiceDraft choice(JsonFields item) throws MalformedException {
        int index = (int) item.integer("index", 0, TextParameters.CHOICES_MAX - 1);
        return choice(index);
    }

    ChoiceDraft choice(int index) {
        return choices.computeIfAbsent(index, _ -> new ChoiceDraft());
    }

    /// Reads `model`, which is the same in every chunk.
    void model(JsonFields body) throws MalformedException {
        String named = body.string("model", 256);
        if (model.isPresent() && !model.get().equals(named)) {
            throw body.fault("model", "'" + model.get() + "' as before", "'" + named + "'");
        }
        model = Optional.of(named);
    }

    /// @param usage where it stands outside of the tail
    ReceivedText end(AnswerTail tail, Optional<Usage.Tokens> usage) throws MalformedException {
        if (choices.isEmpty() || choices.lastKey() != choices.size() - 1) {
            throw new MalformedException("choices", -1, "choices 0 to n − 1", choices.keySet().toString());
        }
        if (tail.tokenIds().size() != choices.size()) {
            throw new MalformedException(
                    "credence.token_ids", -1, "one array for each of " + choices.size() + " choices", tail.tokenIds().size() + "");
        }
        List<Choice> whole = new ArrayList<>();
        for (var entry : choices.entrySet()) {
            String path = "choices[" + entry.getKey() + "]";
            whole.add(entry.getValue().choice(path, role, tail.tokenIds().get(entry.getKey())));
        }
        TextAnswerRecord record = new TextAnswerRecord(whole, tail.usage(usage));
        String named = model.orElseThrow(() -> new MalformedException("model", -1, "the model's name", "none"));
        return new ReceivedText(record, named, tail.receipt());
    }
}
