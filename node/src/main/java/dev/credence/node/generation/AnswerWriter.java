package dev.credence.node.generation;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.language.generation.GeneratedAnswer;
import dev.credence.inference.language.generation.GeneratedChoice;
import dev.credence.inference.language.generation.Piece;
import dev.credence.node.answering.TextDelta;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.FinishReason;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a model generates, as records keep it (docs/spec/text.md 4.4, 4.5, 5.1).
final class AnswerWriter {
    private final Digest request;
    private final boolean completion;
    private final Map<Integer, Integer> callsSoFar = new TreeMap<>();
    private final Map<Integer, LogProbabilitiesJson> logprobsSoFar = new TreeMap<>();

    AnswerWriter(TextRequest request) {
        this.request = request.effective().digest();
        this.completion = request.content().isCompletion();
    }

    TextDelta delta(Piece piece) {
        int first = callsSoFar.getOrDefault(piece.choice(), 0);
        callsSoFar.put(piece.choice(), first + piece.calls().size());
        Optional<Json> logprobs = piece.logprobs()
                .map(one -> logprobsSoFar.computeIfAbsent(piece.choice(), _ -> new LogProbabilitiesJson(completion)).next(List.of(one)));
        List<Integer> ids = piece.id() == Piece.NO_TOKEN ? List.of() : List.of(piece.id());
        return new TextDelta(piece.choice(), ids, piece.text(), calls(piece.choice(), first, piece.calls()), logprobs);
    }

    TextAnswer answer(GeneratedAnswer answer) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < answer.choices().size(); i++) {
            choices.add(choice(i, answer.choices().get(i)));
        }
        return new TextAnswer(TextAnswerRecord.of(choices, answer.promptTokens()), answer.trace(), answer.fingerprint());
    }

    private Choice choice(int index, GeneratedChoice choice) {
        // An answer that holds no token holds no log-probabilities either.
        Optional<Json> logprobs = choice.logprobs().isEmpty()
                ? Optional.empty()
                : Optional.of(new LogProbabilitiesJson(completion).next(choice.logprobs()));
        List<Integer> ids = Arrays.stream(choice.ids()).boxed().toList();
        TextAnswerRecord.Tokens tokens = new TextAnswerRecord.Tokens(ids, calls(index, 0, choice.calls()));
        return new Choice(finish(choice), !completion, choice.text(), logprobs, tokens);
    }

    private static FinishReason finish(GeneratedChoice choice) {
        return switch (choice.finish()) {
            case STOP -> FinishReason.STOP;
            case LENGTH -> FinishReason.LENGTH;
            case TOOL_CALLS -> FinishReason.TOOL_CALLS;
        };
    }

    private List<ToolCall> calls(int choice, int first, List<dev.credence.inference.language.chat.ToolCall> found) {
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String id = dev.credence.inference.language.chat.ToolCall.id(request, choice, first + i);
            calls.add(new ToolCall(id, found.get(i).name(), found.get(i).arguments()));
        }
        return calls;
    }
}
