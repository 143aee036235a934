package dev.credence.verification.body;

/// By which of its APIs a language model is asked, and the member that only that API's requests have.
public enum TextApi {
    CHAT("messages"),
    COMPLETION("prompt"),
    RESPONSES("input");

    private final String member;

    TextApi(String member) {
        this.member = member;
    }

    String member() {
        return member;
    }
}
