package dev.credence.node.openai;

import dev.credence.verification.body.TextApi;

/// The three endpoints that ask a language model.
public enum Api {
    CHAT(TextApi.CHAT, "chatcmpl-", "chat.completion"),
    COMPLETION(TextApi.COMPLETION, "cmpl-", "text_completion"),
    RESPONSES(TextApi.RESPONSES, "resp_", "response");

    private final TextApi reading;
    private final String idPrefix;
    private final String object;

    Api(TextApi reading, String idPrefix, String object) {
        this.reading = reading;
        this.idPrefix = idPrefix;
        this.object = object;
    }

    /// How its requests are read.
    TextApi reading() {
        return reading;
    }

    String idPrefix() {
        return idPrefix;
    }

    /// What a body says of its own kind.
    String object() {
        return object;
    }
}
