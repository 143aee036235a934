package dev.credence.client;

/// The interfaces of language models (docs/spec/text.md 1.1).
public enum TextApi {
    CHAT("v1/chat/completions"),
    COMPLETIONS("v1/completions"),
    RESPONSES("v1/responses");

    private final String path;

    TextApi(String path) {
        this.path = path;
    }

    /// Below the gateway's address.
    public String path() {
        return path;
    }
}
