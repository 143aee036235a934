package dev.credence.verification.laws;

import java.util.List;

/// Receipts of language models that verify, in every form of the API.
final class GoodTexts {
    private GoodTexts() {}

    static List<Defect> all() {
        return List.of(
                TextCase.CHAT.good("good-chat"),
                TextCase.CHAT_STREAM.good("good-chat-stream"),
                TextCase.COMPLETION.good("good-completion"),
                TextCase.COMPLETION_STREAM.good("good-completion-stream"),
                TextCase.RESPONSES.good("good-responses"),
                TextCase.RESPONSES_STREAM.good("good-responses-stream"),
                Defect.good("good-chat-with-a-fingerprint-that-nobody-compares", forge -> {
                    forge.speaks(TextExchange::chat);
                    forge.file = honest -> honest.with(FingerprintDefects.SKETCH);
                }),
                Defect.good("good-chat-reexecuted-with-its-fingerprint", forge -> {
                    forge.speaks(TextExchange::chatStream);
                    forge.drawn = 0;
                    forge.withLocal = true;
                    forge.policy = "require=local;min-nines=5.0";
                    forge.file = honest -> honest.with(FingerprintDefects.SKETCH);
                }),
                Defect.good("good-chat-request-in-another-spelling", forge -> {
                    forge.speaks(TextExchange::chat);
                    forge.requestShown = text -> text.replace("0.7", "7e-1")
                            .replace("\"max_tokens\":64", "\"max_completion_tokens\":64,\"top_p\":1.0,\"presence_penalty\":null")
                            .replace("\"role\":\"user\",\"content\":\"Weather in Bern?\"", "\"content\":\"W\\u0065ather in Bern?\", \"role\":\"user\"")
                            .replace("smol@1", "smol")
                            .replace("\"stop\":[\"END\"]", "\"stop\":\"END\"")
                            .replace("\"user\":\"me\"", "\"metadata\":{\"a\":\"b\"}");
                }),
                Defect.good("good-chat-request-as-one-of-the-responses-api", forge -> {
                    forge.speaks(TextExchange::responses);
                    forge.requestShown = text -> text.replace("\"instructions\":\"Be brief.\",\"input\":\"Weather in Bern?\"",
                                    "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Weather in Bern?\"}]")
                            .replace("max_output_tokens", "max_tokens")
                            .replace("{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}",
                                    "{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}");
                }));
    }
}
