package dev.credence.verification.laws;

import dev.credence.verification.Reason;
import java.util.function.BiFunction;

/// A defect of one exchange of text: the part that the reader brings is changed behind the operator's back.
///
/// @param exchange what was executed and given
record TextCase(BiFunction<String, String, TextExchange> exchange) {
    static final TextCase CHAT = new TextCase(TextExchange::chat);
    static final TextCase CHAT_STREAM = new TextCase(TextExchange::chatStream);
    static final TextCase COMPLETION = new TextCase(TextExchange::completion);
    static final TextCase COMPLETION_STREAM = new TextCase(TextExchange::completionStream);
    static final TextCase RESPONSES = new TextCase(TextExchange::responses);
    static final TextCase RESPONSES_STREAM = new TextCase(TextExchange::responsesStream);

    /// Verifies.
    Defect good(String name) {
        return Defect.good(name, forge -> forge.speaks(exchange));
    }

    /// The request that is shown is another one.
    Defect request(String name, Reason reason, String part, String instead) {
        return Defect.failed(name, reason, forge -> {
            forge.speaks(exchange);
            forge.requestShown = text -> changed(name, text, part, instead);
        });
    }

    /// The answer that is shown is another one.
    Defect answer(String name, Reason reason, String part, String instead) {
        return Defect.failed(name, reason, forge -> {
            forge.speaks(exchange);
            forge.answerShown = text -> changed(name, text, part, instead);
        });
    }

    /// The operator gave another answer, and signed what it gave.
    Defect signed(String name, Reason reason, String part, String instead) {
        return Defect.failed(name, reason, forge -> {
            forge.speaks(exchange);
            forge.answerGiven = text -> changed(name, text, part, instead);
            forge.answerShown = forge.answerGiven;
        });
    }

    /// `text` with its first `part` changed.
    static String changed(String name, String text, String part, String instead) {
        int at = text.indexOf(part);
        if (at < 0 || part.equals(instead)) {
            throw new IllegalStateException(name + " changes nothing");
        }
        return text.substring(0, at) + instead + text.substring(at + part.length());
    }
}
