package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;

/// What was run: the model, its arithmetic, and the build that ran it.
///
/// @param model   the model's id: the digest of its manifest
/// @param profile the arithmetic profile, such as `float-v1`
/// @param engine  name and version of the inference build, printable ASCII without spaces
public record Execution(Digest model, String profile, String engine) {
    public Execution {
        Text.require(Text.isToken(profile, Text.PROFILE_CHARS_MAX), "an arithmetic profile", profile);
        Text.require(Text.isWord(engine, Text.ENGINE_CHARS_MAX), "an engine", engine);
    }

    void write(JsonObject.Builder predicate) {
        predicate.put("model", model.hex()).put("profile", profile).put("engine", engine);
    }

    static Execution read(JsonFields predicate) throws MalformedException {
        Digest model = predicate.digest("model");
        String profile = Text.token(predicate, "profile", Text.PROFILE_CHARS_MAX);
        return new Execution(model, profile, Text.word(predicate, "engine", Text.ENGINE_CHARS_MAX));
    }
}
