package dev.credence.inference.language.chat;

/// A request that a language model does not answer: one sentence, and the field of the body that it is about.
public final class TextRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What kind of refusal it is to the caller.
    public enum Kind {
        /// A field that is malformed, unsupported, or asks what this model cannot do.
        INVALID,
        /// A prompt that leaves no room for a token.
        PROMPT_TOO_LONG
    }

    private final Kind kind;
    private final String field;

    private TextRefusedException(Kind kind, String field, String sentence) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.field = field;
    }

    /// @param field such as `messages[2].content`
    public static TextRefusedException invalid(String field, String sentence) {
        return new TextRefusedException(Kind.INVALID, field, field + ": " + sentence);
    }

    static TextRefusedException tooLong(String field, int tokens, int contextMax) {
        return new TextRefusedException(Kind.PROMPT_TOO_LONG, field,
                "the prompt has " + tokens + " tokens, and the model's context of " + contextMax + " must have room for one more");
    }

    public Kind kind() {
        return kind;
    }

    public String field() {
        return field;
    }
}
