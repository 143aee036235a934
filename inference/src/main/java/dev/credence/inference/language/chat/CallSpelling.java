package dev.credence.inference.language.chat;

/// How a family of chat templates writes a call of a tool.
public enum CallSpelling {
    /// `<tool_call>` JSON `</tool_call>`, the object `{"name", "arguments"}`; text may stand beside it (Hermes, Qwen).
    TAGGED("arguments", "<tool_call>\n", "\n</tool_call>"),
    /// The whole text is the object `{"name", "parameters"}`, optionally behind `<|python_tag|>` (Llama 3).
    BARE("parameters", "", "");

    static final String OPEN = "<tool_call>";
    static final String CLOSE = "</tool_call>";
    static final String PYTHON_TAG = "<|python_tag|>";

    private final String argumentsKey;
    private final String before;
    private final String behind;

    CallSpelling(String argumentsKey, String before, String behind) {
        this.argumentsKey = argumentsKey;
        this.before = before;
        this.behind = behind;
    }

    /// The spelling that a template with this source asks for.
    static CallSpelling of(String template) {
        return template.contains(OPEN) ? TAGGED : BARE;
    }

    /// The member that holds the arguments.
    String argumentsKey() {
        return argumentsKey;
    }

    /// What a forced call begins with.
    String before() {
        return before;
    }

    /// What a forced call ends with.
    String behind() {
        return behind;
    }
}
