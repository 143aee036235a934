package dev.credence.verification.laws;

import static dev.credence.verification.Reason.PARAMETER_MISMATCH;
import static dev.credence.verification.Reason.REQUEST_MALFORMED;
import static dev.credence.verification.Reason.REQUEST_MISMATCH;

import dev.credence.receipt.request.Decimal;
import dev.credence.receipt.request.SamplingRules;
import dev.credence.receipt.request.TextParameters;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Steps 14 to 17 for text: what was asked, against what the statement says was executed.
final class TextRequestDefects {
    private static final TextCase CHAT = TextCase.CHAT;

    private TextRequestDefects() {}

    static List<Defect> all() {
        return List.of(
                CHAT.request("text-request-with-a-field-that-is-not-honoured", REQUEST_MALFORMED, "\"n\":2", "\"n\":2,\"reasoning_effort\":\"low\""),
                CHAT.request("text-request-with-a-key-twice", REQUEST_MALFORMED, "\"n\":2", "\"n\":2,\"\\u006e\":1"),
                CHAT.request("text-request-with-two-readings", REQUEST_MALFORMED, "\"n\":2", "\"n\":2,\"prompt\":\"Weather in Bern?\""),
                CHAT.request("text-request-of-tensors", REQUEST_MALFORMED, "\"messages\"", "\"inputs\""),
                CHAT.request("text-request-with-another-message", REQUEST_MISMATCH, "Bern?", "Basel?"),
                CHAT.request("text-request-with-another-role", REQUEST_MISMATCH, "\"system\"", "\"developer\""),
                CHAT.request("text-request-without-its-first-message", REQUEST_MISMATCH, "{\"role\":\"system\",\"content\":\"Be brief.\"},", ""),
                CHAT.request("text-request-with-another-tool", REQUEST_MISMATCH, "\"name\":\"weather\"", "\"name\":\"alarm\""),
                CHAT.request("text-request-with-a-format", REQUEST_MISMATCH, "\"n\":2", "\"n\":2,\"response_format\":{\"type\":\"json_object\"}"),
                CHAT.request("text-request-with-variables-for-the-template", REQUEST_MISMATCH, "\"n\":2", "\"n\":2,\"chat_template_kwargs\":{\"thinking\":false}"),
                TextCase.COMPLETION.request("text-request-with-another-prompt", REQUEST_MISMATCH, "Once upon", "Twice upon"),
                TextCase.COMPLETION.request("text-request-with-token-ids-for-the-prompt", REQUEST_MISMATCH, "\"Once upon\"", "[1,2]"),
                TextCase.COMPLETION.request("text-request-for-another-api", PARAMETER_MISMATCH, "\"prompt\":\"Once upon\",\"logprobs\":1",
                        "\"messages\":[{\"role\":\"user\",\"content\":\"Once upon\"}],\"max_tokens\":16,\"logprobs\":true,\"top_logprobs\":1"),
                CHAT.request("text-request-without-tools", PARAMETER_MISMATCH,
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}],", ""),
                CHAT.request("text-request-with-another-temperature", PARAMETER_MISMATCH, "0.7", "0.8"),
                CHAT.request("text-request-without-its-temperature", PARAMETER_MISMATCH, "\"temperature\":0.7,", ""),
                CHAT.request("text-request-with-another-seed", PARAMETER_MISMATCH, "\"seed\":7", "\"seed\":8"),
                CHAT.request("text-request-with-other-stops", PARAMETER_MISMATCH, "[\"END\"]", "[\"END\",\"STOP\"]"),
                CHAT.request("text-request-with-more-choices", PARAMETER_MISMATCH, "\"n\":2", "\"n\":3"),
                CHAT.request("text-request-without-log-probabilities", PARAMETER_MISMATCH, "\"logprobs\":true,\"top_logprobs\":1,", ""),
                CHAT.request("text-request-with-another-nonce", PARAMETER_MISMATCH, "\"nonce\":\"", "\"nonce\":\"00000000000000000000000000000000\",\"policy\":\""),
                CHAT.request("text-request-with-another-clock", PARAMETER_MISMATCH, "T11:05:00", "T11:06:00"),
                CHAT.request("text-request-with-another-height", PARAMETER_MISMATCH, "\"nonce\"", "\"height\":9,\"nonce\""),
                CHAT.request("text-request-for-another-model", PARAMETER_MISMATCH, "smol@1", "smol@2"),
                CHAT.request("text-request-with-a-bias", PARAMETER_MISMATCH, "\"n\":2", "\"n\":2,\"logit_bias\":{\"7\":1}"),
                executed("text-parameter-of-the-operators-own-choice", TextExchange::completion, TextRequestDefects::colder),
                executed("text-completion-with-a-clock", TextExchange::completion, honest -> with(honest, "2026-01-01T00:00:00")),
                executed("text-chat-without-a-clock", TextRequestDefects::chatThatNamesNoClock, honest -> with(honest, "")));
    }

    private static Defect executed(String name, BiFunction<String, String, TextExchange> exchange, UnaryOperator<TextParameters> change) {
        return Defect.failed(name, PARAMETER_MISMATCH, forge -> forge.speaks(exchange, change));
    }

    private static TextExchange chatThatNamesNoClock(String nonce, String receipt) {
        TextExchange chat = TextExchange.chat(nonce, receipt);
        return new TextExchange(chat.request().replace(",\"clock\":\"2026-11-23T11:05:00\"", ""), chat.answer());
    }

    private static TextParameters colder(TextParameters honest) {
        SamplingRules sampling = honest.sampling();
        return new TextParameters(
                honest.model(),
                honest.release(),
                honest.drawn(),
                new SamplingRules(Decimal.of(0.5), sampling.cuts(), sampling.penalties(), sampling.bias()),
                honest.form());
    }

    private static TextParameters with(TextParameters honest, String clock) {
        TextParameters.Drawn drawn = new TextParameters.Drawn(honest.nonce(), honest.seed(), clock);
        return new TextParameters(honest.model(), honest.release(), drawn, honest.sampling(), honest.form());
    }
}
