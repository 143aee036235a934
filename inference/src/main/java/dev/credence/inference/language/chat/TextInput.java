package dev.credence.inference.language.chat;

import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.JsonObject;

/// What of an effective request decides its prompt (docs/spec/text.md 1.1, 2.1).
///
/// @param content       the content C; kept in its JCS form
/// @param clock         local time that the template shows, such as `2026-11-23T11:05:00`; empty for none
/// @param toolChoice    `none`, `auto`, `required`, or `function:` and a name
/// @param parallelCalls whether an answer may hold more than one call
public record TextInput(JsonObject content, String clock, String toolChoice, boolean parallelCalls) {
    public TextInput {
        content = (JsonObject) Jcs.canonical(content);
    }

    /// Whether a text is to be continued, rather than messages to be answered.
    public boolean isCompletion() {
        return content.has("prompt");
    }
}
