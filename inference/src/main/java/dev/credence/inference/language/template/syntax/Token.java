package dev.credence.inference.language.template.syntax;

/// A token of a template.
///
/// @param text the name, the operator's characters, the decoded string, the digits of a number, the data's characters
/// @param line from 1
record Token(Kind kind, String text, int line) {
    enum Kind {
        DATA("template data / text"),
        BLOCK_BEGIN("begin of statement block"),
        BLOCK_END("end of statement block"),
        VARIABLE_BEGIN("begin of print statement"),
        VARIABLE_END("end of print statement"),
        NAME("name"),
        STRING("string"),
        INTEGER("integer"),
        FLOAT("float"),
        OPERATOR("operator"),
        END("end of template");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /// How Jinja2 names this token in an error.
    String described() {
        return switch (kind) {
            case NAME, OPERATOR -> text;
            case DATA, BLOCK_BEGIN, BLOCK_END, VARIABLE_BEGIN, VARIABLE_END, STRING, INTEGER, FLOAT, END -> kind.words();
        };
    }
}
