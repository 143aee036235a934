package dev.credence.inference.manifest;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;

/// What callers of a language model need to know of it, as inputs and outputs are of other models.
///
/// @param architecture the family, as the file says it: 1 to 40 of `a-z 0-9 -`
/// @param context      positions at most, prompt and answer together
/// @param vocabulary   how many tokens there are
/// @param template     whether it takes conversations
/// @param tools        whether its template mentions tools
/// @param rotation     digest of the frequencies of its rotations (docs/spec/hub.md 1.7)
public record LanguageSignature(String architecture, int context, int vocabulary, boolean template, boolean tools, Digest rotation) {
    private static final int ARCHITECTURE_CHARS_MAX = 40;

    public LanguageSignature {
        if (!isArchitecture(architecture) || context < 1 || vocabulary < 1 || tools && !template) {
            throw new IllegalArgumentException("an architecture with context and vocabulary expected, found " + architecture + " " + context + " " + vocabulary);
        }
    }

    private static boolean isArchitecture(String text) {
        return text.length() <= ARCHITECTURE_CHARS_MAX && text.matches("[a-z0-9-]+");
    }

    /// The member `language` of a manifest.
    public JsonObject json() {
        return JsonObject.builder()
                .put("architecture", architecture)
                .put("context", context)
                .put("vocabulary", vocabulary)
                .put("template", template)
                .put("tools", tools)
                .put("rotation", rotation.hex())
                .build();
    }

    static LanguageSignature decode(JsonFields fields) throws MalformedException {
        String architecture = fields.string("architecture", ARCHITECTURE_CHARS_MAX);
        if (!isArchitecture(architecture)) {
            throw fields.fault("architecture", "1 to " + ARCHITECTURE_CHARS_MAX + " of a-z 0-9 -", "'" + architecture + "'");
        }
        int context = (int) fields.integer("context", 1, Integer.MAX_VALUE);
        int vocabulary = (int) fields.integer("vocabulary", 1, Integer.MAX_VALUE);
        boolean template = fields.bool("template");
        boolean tools = fields.bool("tools");
        if (tools && !template) {
            throw fields.fault("tools", "false without a template", "true");
        }
        LanguageSignature signature = new LanguageSignature(architecture, context, vocabulary, template, tools, fields.digest("rotation"));
        fields.end();
        return signature;
    }
}
