package dev.credence.verification.report;

/// How a report for people marks what is good, bad or open.
public enum Palette {
    /// Words alone, for files, pipes and terminals without colours.
    PLAIN,
    /// Colours by ANSI escapes (ECMA-48, select graphic rendition).
    ANSI;

    private static final String RESET = "\u001b[0m";

    public String good(String text) {
        return coloured("32", text);
    }

    public String bad(String text) {
        return coloured("31", text);
    }

    public String open(String text) {
        return coloured("33", text);
    }

    public String strong(String text) {
        return coloured("1", text);
    }

    private String coloured(String code, String text) {
        return switch (this) {
            case PLAIN -> text;
            case ANSI -> "\u001b[" + code + "m" + text + RESET;
        };
    }
}
