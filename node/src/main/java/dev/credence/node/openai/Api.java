package dev.credence.node.openai;

/// The three endpoints that ask a language model.
public enum Api {
    CHAT("chatcmpl-", "chat.completion"),
    COMPLETION("cmpl-", "text_completion"),
    RESPONSES("resp_", "response");

    private final String idPrefix;
    private final String object;

    Api(String idPrefix, String object) {
        this.idPrefix = idPrefix;
        this.object = object;
    }

    String idPrefix() {
        return idPrefix;
    }

    /// What a body says of its own kind.
    String object() {
        return object;
    }
}
