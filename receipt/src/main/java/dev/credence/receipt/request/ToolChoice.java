package dev.credence.receipt.request;

import java.util.Optional;

/// Whether the answer may, must or must not call a tool, or which one it must call (docs/spec/text.md 2.1).
public sealed interface ToolChoice {
    int NAME_CHARS_MAX = 64;

    /// Its spelling in the parameters.
    String text();

    /// A rule for all tools alike.
    enum Rule implements ToolChoice {
        NONE("none"),
        AUTO("auto"),
        REQUIRED("required");

        private final String text;

        Rule(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /// This function is to be called.
    record Function(String name) implements ToolChoice {
        static final String PREFIX = "function:";

        public Function {
            if (!isName(name)) {
                throw new IllegalArgumentException("a function's name expected, found '" + name + "'");
            }
        }

        @Override
        public String text() {
            return PREFIX + name;
        }
    }

    /// Whether a tool may be called that.
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= NAME_CHARS_MAX
                && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-');
    }

    /// The choice of that spelling.
    static Optional<ToolChoice> parse(String text) {
        for (Rule rule : Rule.values()) {
            if (rule.text.equals(text)) {
                return Optional.of(rule);
            }
        }
        boolean function = text.startsWith(Function.PREFIX) && isName(text.substring(Function.PREFIX.length()));
        return function ? Optional.of(new Function(text.substring(Function.PREFIX.length()))) : Optional.empty();
    }
}
