package dev.credence.inference.language.chat;

import java.util.Optional;

/// Which tools an answer may or must call.
///
/// @param text its spelling in the parameters of a request
public record ToolChoice(String text) {
    private static final String FUNCTION = "function:";

    /// @throws TextRefusedException if it is none of the words, or names or needs a tool that the request does not bring
    static ToolChoice of(String text, ToolSet tools) throws TextRefusedException {
        ToolChoice choice = new ToolChoice(text);
        Optional<String> named = choice.named();
        if (named.isEmpty() && !text.equals("none") && !text.equals("auto") && !text.equals("required")) {
            throw TextRefusedException.invalid("tool_choice", "expected none, auto, required or the name of a function, found '" + text + "'");
        }
        if (named.isPresent() && !tools.names().contains(named.get())) {
            throw TextRefusedException.invalid("tool_choice", "no tool has the name '" + named.get() + "'");
        }
        if (choice.isForced() && tools.tools().isEmpty()) {
            throw TextRefusedException.invalid("tool_choice", "a call is required, and there are no tools");
        }
        return choice;
    }

    /// The one tool that must be called.
    Optional<String> named() {
        return text.startsWith(FUNCTION) ? Optional.of(text.substring(FUNCTION.length())) : Optional.empty();
    }

    /// Whether the answer must be a call.
    boolean isForced() {
        return text.equals("required") || named().isPresent();
    }

    boolean isNone() {
        return text.equals("none");
    }
}
