package dev.credence.inference.language.grammar;

/// A schema that is refused: one sentence with the keyword and its place.
public final class GrammarException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String path;

    GrammarException(String path, String sentence) {
        super(path + ": " + sentence, null, false, false);
        this.path = path;
    }

    /// The place in the schema, a JSON pointer behind `#`.
    public String path() {
        return path;
    }
}
