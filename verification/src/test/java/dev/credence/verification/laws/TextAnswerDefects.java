package dev.credence.verification.laws;

import static dev.credence.verification.Reason.ANSWER_MALFORMED;
import static dev.credence.verification.Reason.ANSWER_MISMATCH;
import static dev.credence.verification.Reason.USAGE_MISMATCH;

import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Statement;
import java.util.List;

/// Steps 18 and 19 for text that came whole.
final class TextAnswerDefects {
    private static final TextCase CHAT = TextCase.CHAT;
    private static final TextCase COMPLETION = TextCase.COMPLETION;
    private static final TextCase RESPONSES = TextCase.RESPONSES;
    private static final String USAGE = "\"completion_tokens\":5,\"total_tokens\":14";
    private static final String MORE = "\"completion_tokens\":6,\"total_tokens\":15";

    private TextAnswerDefects() {}

    static List<Defect> all() {
        return List.of(
                CHAT.answer("text-answer-with-another-text", ANSWER_MISMATCH, "It rains.", "It snows."),
                CHAT.answer("text-answer-with-another-token-id", ANSWER_MISMATCH, "[11,12,2]", "[11,13,2]"),
                CHAT.answer("text-answer-with-a-token-id-moved", ANSWER_MISMATCH, "[[11,12,2],[21,2]]", "[[11,12],[2,21,2]]"),
                CHAT.answer("text-answer-with-another-log-probability", ANSWER_MISMATCH, "\"logprob\":-1.25", "\"logprob\":-1.2"),
                CHAT.answer("text-answer-with-another-argument", ANSWER_MISMATCH, "Bern", "Basel"),
                CHAT.answer("text-answer-with-another-call", ANSWER_MISMATCH, "\"name\":\"weather\"", "\"name\":\"alarm\""),
                CHAT.answer("text-answer-with-another-calls-id", ANSWER_MISMATCH, "call_0", "call_1"),
                CHAT.answer("text-answer-with-another-finish-reason", ANSWER_MISMATCH, "\"stop\"", "\"length\""),
                Defect.failed("text-answer-whose-choices-stand-in-another-order", ANSWER_MALFORMED, forge -> {
                    forge.speaks(TextExchange::chat);
                    forge.answerShown = TextAnswerDefects::turned;
                }),
                Defect.failed("text-answer-that-swaps-its-choices", ANSWER_MISMATCH, forge -> {
                    forge.speaks(TextExchange::chat);
                    forge.answerShown = text -> turned(text).replace("{\"index\":0", "{\"index\":x").replace("{\"index\":1", "{\"index\":0").replace("{\"index\":x", "{\"index\":1");
                }),
                CHAT.answer("text-answer-in-two-forms", ANSWER_MALFORMED, "\"object\":\"chat.completion\"", "\"object\":\"chat.completion\",\"output\":[{\"type\":\"message\"}]"),
                RESPONSES.answer("text-response-with-choices-that-nobody-signed", ANSWER_MALFORMED, "\"object\":\"response\"",
                        "\"object\":\"response\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"No.\"},\"finish_reason\":\"stop\"}]"),
                RESPONSES.answer("text-response-with-a-text-that-nobody-signed", ANSWER_MALFORMED, "\"object\":\"response\"", "\"object\":\"response\",\"output_text\":\"No.\""),
                CHAT.answer("text-answer-of-another-object", ANSWER_MALFORMED, "\"chat.completion\"", "\"text_completion\""),
                CHAT.answer("text-answer-with-one-choice-twice", ANSWER_MALFORMED, "\"choices\":[{\"index\":0", "\"choices\":[{\"index\":1"),
                CHAT.answer("text-answer-with-another-usage", ANSWER_MISMATCH, USAGE, MORE),
                CHAT.answer("text-answer-whose-usage-does-not-add-up", ANSWER_MALFORMED, "\"total_tokens\":14", "\"total_tokens\":15"),
                CHAT.answer("text-answer-of-another-receipt", ANSWER_MISMATCH, "\"receipt\":\"", "\"receipt\":\"00000000000000000000000000000000\",\"was\":\""),
                CHAT.answer("text-answer-that-names-another-model", ANSWER_MISMATCH, "\"model\":\"smol@1\"", "\"model\":\"smol@2\""),
                CHAT.answer("text-answer-with-reasoning-that-nobody-signed", ANSWER_MALFORMED, "\"refusal\":null", "\"reasoning_content\":\"I looked out.\""),
                CHAT.answer("text-answer-with-a-refusal-that-nobody-signed", ANSWER_MALFORMED, "\"refusal\":null", "\"refusal\":\"I must not.\""),
                CHAT.answer("text-answer-in-another-role", ANSWER_MALFORMED, "\"role\":\"assistant\"", "\"role\":\"user\""),
                CHAT.answer("text-answer-without-token-ids", ANSWER_MALFORMED, "\"token_ids\"", "\"ids\""),
                CHAT.answer("text-answer-beside-an-error", ANSWER_MALFORMED, "\"object\"", "\"error\":{\"message\":\"no\"},\"object\""),
                CHAT.answer("text-answer-of-tensors", ANSWER_MALFORMED, "\"choices\"", "\"outputs\""),
                COMPLETION.answer("text-completion-with-another-text", ANSWER_MISMATCH, " a time", " a day"),
                COMPLETION.answer("text-completion-with-another-log-probability", ANSWER_MISMATCH, "[-0.5,-0.25]", "[-0.5,-0.2]"),
                Defect.failed("text-completion-as-a-chat", ANSWER_MISMATCH, forge -> {
                    forge.speaks(TextExchange::completion);
                    forge.answerShown = text -> text.replace("text_completion", "chat.completion")
                            .replaceFirst("\"text\":\" a time\",\"logprobs\":.*?\"text_offset\":\\[0,2]}", "\"message\":{\"role\":\"assistant\",\"content\":\" a time\"},\"logprobs\":null");
                }),
                RESPONSES.answer("text-response-with-another-text", ANSWER_MISMATCH, "Let me see.", "Let me think."),
                RESPONSES.answer("text-response-with-another-argument", ANSWER_MISMATCH, "Bern", "Basel"),
                RESPONSES.answer("text-response-with-another-status", ANSWER_MISMATCH, "\"status\":\"completed\",\"error\"", "\"status\":\"incomplete\",\"error\""),
                RESPONSES.answer("text-response-without-its-message", ANSWER_MISMATCH, "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Let me see.\",\"annotations\":[],\"logprobs\":[]}]},", ""),
                RESPONSES.answer("text-response-with-an-annotation-that-nobody-signed", ANSWER_MALFORMED, "\"annotations\":[]", "\"annotations\":[{\"type\":\"url_citation\"}]"),
                CHAT.signed("text-answer-signed-with-an-untrue-usage", USAGE_MISMATCH, USAGE, MORE),
                COMPLETION.signed("text-answer-signed-without-log-probabilities", ANSWER_MISMATCH, "\"logprobs\":{\"tokens\":[\" a\",\" time\"],\"token_logprobs\":[-0.5,-0.25],"
                        + "\"top_logprobs\":[{\" a\":-0.5},{\" time\":-0.25}],\"text_offset\":[0,2]}", "\"logprobs\":null"),
                Defect.failed("text-answer-of-fewer-choices-than-were-asked-for", ANSWER_MISMATCH, forge -> {
                    forge.speaks(TextExchange::completion);
                    forge.requestExecuted = text -> text.replace("\"logprobs\":1", "\"logprobs\":1,\"n\":2");
                    forge.requestShown = forge.requestExecuted;
                }),
                Defect.failed("text-statement-of-another-usage", USAGE_MISMATCH, forge -> {
                    forge.speaks(TextExchange::chat);
                    forge.statement = honest -> new Statement(
                            honest.subject(), honest.issue(), honest.execution(), honest.commitment(), honest.parameters(), new Charge(new Usage.Tokens(8, 5), 250));
                }),
                Defect.failed("text-answer-longer-than-was-asked-for", ANSWER_MISMATCH, forge -> {
                    forge.speaks(TextExchange::completion);
                    forge.requestExecuted = text -> text.replace("\"logprobs\":1", "\"logprobs\":1,\"max_tokens\":1");
                    forge.requestShown = forge.requestExecuted;
                }));
    }

    // The second choice before the first.
    private static String turned(String text) {
        int first = text.indexOf("{\"index\":0");
        int second = text.indexOf(",{\"index\":1");
        int end = text.indexOf("],\"usage\"");
        return text.substring(0, first) + text.substring(second + 1, end) + "," + text.substring(first, second) + text.substring(end);
    }
}
