package dev.credence.inference.language.generation;

import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.language.chat.CallReader;
import dev.credence.inference.language.chat.CallRules;
import dev.credence.inference.language.chat.ToolCall;
import dev.credence.inference.language.tokenizer.TextStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text and calls of one choice, from the bytes of its tokens (docs/spec/text.md 4.2 to 4.4, 9.2): bytes become characters, then
/// ends are looked for, then calls.
final class AnswerText {
    private final TextStream characters = new TextStream();
    private final StopFilter stops;
    private final Optional<CallReader> reader;
    private final boolean oneCall;
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();

    AnswerText(List<String> stop, Optional<CallRules> rules) {
        this.stops = new StopFilter(stop);
        this.reader = rules.map(CallReader::new);
        this.oneCall = rules.isPresent() && !rules.get().parallel();
    }

    /// What may leave.
    ///
    /// @param ended whether the answer ends here by its text: one of the texts that end it, or its only call
    record Left(String text, List<ToolCall> calls, boolean ended) {
        /// This and then `more`.
        Left and(Left more) {
            List<ToolCall> all = new ArrayList<>(calls);
            all.addAll(more.calls);
            return new Left(text + more.text, all, ended || more.ended);
        }
    }

    /// The answer goes on with `bytes`.
    Left add(byte[] bytes) {
        StopFilter.Passed passed = stops.add(JsonString.fit(characters.add(bytes)).value());
        Left left = read(passed.text(), passed.stopped());
        return passed.stopped() ? left.and(close()) : left;
    }

    /// The answer ends here: what is left of it.
    Left end() {
        StopFilter.Passed passed = stops.add(characters.end());
        Left left = read(passed.stopped() ? passed.text() : passed.text() + stops.end(), passed.stopped());
        Left all = left.and(close());
        return new Left(all.text(), all.calls(), passed.stopped());
    }

    private Left close() {
        return reader.isEmpty() ? new Left("", List.of(), false) : left(reader.get().end(), false);
    }

    private Left read(String piece, boolean ended) {
        if (reader.isPresent()) {
            return left(reader.get().add(piece), ended);
        }
        text.append(piece);
        return new Left(piece, List.of(), ended);
    }

    private Left left(CallReader.Found found, boolean ended) {
        calls.addAll(found.calls());
        text.append(found.text());
        return new Left(found.text(), found.calls(), ended || (oneCall && !calls.isEmpty()));
    }

    /// All that has left.
    String text() {
        return text.toString();
    }

    /// All calls so far.
    List<ToolCall> calls() {
        return List.copyOf(calls);
    }
}
