package dev.credence.verification.laws;

import static dev.credence.verification.Reason.ANSWER_MALFORMED;
import static dev.credence.verification.Reason.ANSWER_MISMATCH;

import dev.credence.verification.Reason;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Steps 18 and 19 for text that came as a stream of events.
final class TextStreamDefects {
    private static final TextCase CHAT = TextCase.CHAT_STREAM;
    private static final TextCase COMPLETION = TextCase.COMPLETION_STREAM;
    private static final TextCase RESPONSES = TextCase.RESPONSES_STREAM;
    private static final String DONE = "data: [DONE]\n\n";

    private TextStreamDefects() {}

    static List<Defect> all() {
        return List.of(
                CHAT.answer("text-stream-with-another-text", ANSWER_MISMATCH, " rains.", " snows."),
                CHAT.answer("text-stream-with-another-argument", ANSWER_MISMATCH, "Bern", "Basel"),
                shown("text-stream-without-a-chunk", ANSWER_MISMATCH, TextExchange::chatStream, text -> without(text, 1)),
                shown("text-stream-without-a-calls-beginning", ANSWER_MALFORMED, TextExchange::chatStream, text -> without(text, 4)),
                shown("text-stream-with-chunks-in-another-order", ANSWER_MISMATCH, TextExchange::chatStream, text -> swapped(text, 1, 5)),
                shown("text-stream-with-a-calls-pieces-in-another-order", ANSWER_MISMATCH, TextExchange::chatStream, text -> swapped(text, 6, 7)),
                shown("text-stream-with-text-moved-to-another-choice", ANSWER_MISMATCH, TextExchange::chatStream, text -> text.replace(
                        "{\"index\":0,\"delta\":{\"content\":\" rains.\"}", "{\"index\":1,\"delta\":{\"content\":\" rains.\"}")),
                CHAT.answer("text-stream-without-its-end", ANSWER_MALFORMED, DONE, ""),
                CHAT.answer("text-stream-that-goes-on-behind-its-end", ANSWER_MALFORMED, DONE, DONE + DONE),
                CHAT.answer("text-stream-cut-inside-its-last-line", ANSWER_MALFORMED, DONE, "data: [DONE]"),
                shown("text-stream-without-its-receipt", ANSWER_MALFORMED, TextExchange::chatStream, text -> without(text, 11)),
                CHAT.answer("text-stream-with-an-error", ANSWER_MALFORMED, DONE, "data: {\"error\":{\"message\":\"broken\"}}\n\n" + DONE),
                CHAT.answer("text-stream-without-a-finish-reason", ANSWER_MALFORMED, "\"finish_reason\":\"stop\"", "\"finish_reason\":null"),
                shown("text-stream-with-text-behind-the-finish-reason", ANSWER_MALFORMED, TextExchange::chatStream, text -> swapped(text, 5, 9)),
                CHAT.answer("text-stream-that-names-another-model-once", ANSWER_MALFORMED, "\"model\":\"smol@1\"", "\"model\":\"smol@2\""),
                CHAT.answer("text-stream-with-reasoning-that-nobody-signed", ANSWER_MALFORMED, "{\"content\":\"It\"}", "{\"content\":\"It\",\"reasoning_content\":\"Hm.\"}"),
                CHAT.answer("text-stream-with-two-lines-of-data", ANSWER_MALFORMED, "\n\n", "\ndata: {}\n\n"),
                CHAT.answer("text-stream-with-a-line-that-only-some-clients-end", ANSWER_MALFORMED, ": still here", ": still here\u2028data: {\"choices\":[]}"),
                CHAT.answer("text-stream-with-another-member", ANSWER_MALFORMED, "\"choices\":[{\"index\":0", "\"output_text\":\"No.\",\"choices\":[{\"index\":0"),
                CHAT.answer("text-stream-with-a-named-event", ANSWER_MALFORMED, ": still here", "event: note\ndata: {\"choices\":[]}"),
                CHAT.answer("text-stream-with-a-line-end-inside-its-data", ANSWER_MALFORMED, "\"choices\":[{\"index\":0", "\"choices\":\r[{\"index\":0"),
                CHAT.answer("text-stream-with-another-token-id", ANSWER_MISMATCH, "[11,12,2]", "[11,13,2]"),
                CHAT.answer("text-stream-with-another-usage", ANSWER_MISMATCH, "\"completion_tokens\":5,\"total_tokens\":14", "\"completion_tokens\":6,\"total_tokens\":15"),
                shown("text-stream-with-its-usage-twice", ANSWER_MALFORMED, TextExchange::chatStream, text -> text.replace("\"usage\":null", "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5,\"total_tokens\":14}")),
                COMPLETION.answer("text-completion-stream-with-another-text", ANSWER_MISMATCH, " time\",\"log", " day\",\"log"),
                COMPLETION.answer("text-completion-stream-with-another-offset", ANSWER_MISMATCH, "[2]}", "[3]}"),
                COMPLETION.answer("text-completion-stream-without-usage", ANSWER_MALFORMED, ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}", ""),
                RESPONSES.answer("text-response-stream-with-another-delta", ANSWER_MALFORMED, "\"delta\":\" see.\"", "\"delta\":\" sea.\""),
                RESPONSES.answer("text-response-stream-with-another-text-at-its-end", ANSWER_MALFORMED, "\"text\":\"Let me see.\",\"logprobs\":[]}", "\"text\":\"Let me be.\",\"logprobs\":[]}"),
                RESPONSES.answer("text-response-stream-with-another-call-at-its-end", ANSWER_MALFORMED, "\"call_id\":\"call_0123456789abcdef01234567\",\"name\":\"weather\",\"arguments\":\"{", "\"call_id\":\"call_0\",\"name\":\"weather\",\"arguments\":\"{"),
                RESPONSES.answer("text-response-stream-with-a-gap", ANSWER_MALFORMED, "\"sequence_number\":3", "\"sequence_number\":4"),
                RESPONSES.answer("text-response-stream-with-an-event-of-another-name", ANSWER_MALFORMED, "event: response.output_text.delta", "event: response.refusal.delta"),
                RESPONSES.answer("text-response-stream-with-an-event-that-nobody-signed", ANSWER_MALFORMED, "event: response.created\ndata: {\"type\":\"response.created\"", "event: response.refusal.delta\ndata: {\"type\":\"response.refusal.delta\""),
                shown("text-response-stream-without-its-end", ANSWER_MALFORMED, TextExchange::responsesStream, text -> without(text, 11)));
    }

    private static Defect shown(String name, Reason reason, BiFunction<String, String, TextExchange> exchange, UnaryOperator<String> change) {
        return Defect.failed(name, reason, forge -> {
            forge.speaks(exchange);
            forge.answerShown = change;
        });
    }

    // A stream in parts, each up to an empty line.
    private static String[] parts(String text) {
        return text.split("(?<=\n\n)");
    }

    private static String without(String text, int index) {
        String[] parts = parts(text);
        parts[index] = "";
        return String.join("", parts);
    }

    private static String swapped(String text, int first, int second) {
        String[] parts = parts(text);
        String part = parts[first];
        parts[first] = parts[second];
        parts[second] = part;
        return String.join("", parts);
    }
}
