package dev.credence.inference.language.template.guard;

/// Why a template gave no prompt: one sentence that begins with the name of the error, as Python's Jinja2 names it.
///
/// Checked, because a template and its input come from outside.
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Whose fault it is.
    public enum Kind {
        /// The text is no template.
        SYNTAX,
        /// A construct that Jinja2 has and this engine refuses.
        UNSUPPORTED,
        /// A bound on steps, depth or size is reached.
        LIMIT,
        /// The template itself called `raise_exception`.
        RAISED,
        /// An expression failed as it fails in Jinja2.
        FAILED
    }

    private static final String TYPE_ERROR = "TypeError";

    private final Kind kind;
    private final int line;

    private TemplateException(Kind kind, String sentence, int line) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.line = line;
    }

    public static TemplateException syntax(String sentence, int line) {
        return new TemplateException(Kind.SYNTAX, "TemplateSyntaxError: " + sentence, line);
    }

    /// A template that can be read but not be meant.
    public static TemplateException assertion(String sentence, int line) {
        return new TemplateException(Kind.SYNTAX, "TemplateAssertionError: " + sentence, line);
    }

    /// A construct of Jinja2 that is refused; `construct` names it.
    public static TemplateException unsupported(String construct, int line) {
        return new TemplateException(Kind.UNSUPPORTED, "Unsupported: " + construct + place(line), line);
    }

    public static TemplateException unsupported(String construct) {
        return unsupported(construct, 0);
    }

    public static TemplateException limit(String sentence) {
        return new TemplateException(Kind.LIMIT, "LimitExceeded: " + sentence, 0);
    }

    public static TemplateException raised(String sentence) {
        return new TemplateException(Kind.RAISED, "TemplateError: " + sentence, 0);
    }

    /// @param type the class of the exception in Python, such as `TypeError`
    public static TemplateException failed(String type, String sentence) {
        return new TemplateException(Kind.FAILED, type + ": " + sentence, 0);
    }

    public static TemplateException typeError(String sentence) {
        return failed(TYPE_ERROR, sentence);
    }

    /// Whether Python would say that the types do not go together.
    public boolean isTypeError() {
        return kind == Kind.FAILED && getMessage().startsWith(TYPE_ERROR);
    }

    public static TemplateException valueError(String sentence) {
        return failed("ValueError", sentence);
    }

    public static TemplateException undefined(String sentence) {
        return failed("UndefinedError", sentence);
    }

    /// This failure with its place in the template; the innermost place stays.
    public TemplateException at(int place) {
        if (line != 0 || place == 0) {
            return this;
        }
        String sentence = kind == Kind.UNSUPPORTED ? getMessage() + place(place) : getMessage();
        return new TemplateException(kind, sentence, place);
    }

    private static String place(int line) {
        return line == 0 ? "" : " (line " + line + ")";
    }

    public Kind kind() {
        return kind;
    }

    /// The template's line, from 1; 0 where the failure has no place.
    public int line() {
        return line;
    }
}
