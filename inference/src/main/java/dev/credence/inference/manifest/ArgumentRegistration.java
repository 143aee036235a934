package dev.credence.inference.manifest;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;

/// By what a model's answers can be proved (docs/spec/proof.md): the commitment to its weights, and the proof that they are in range.
///
/// The layout of the committed matrix follows from suite and program.
///
/// @param suite        the argument's suite
/// @param code         root of the committed weights
/// @param registration SHA-256 of the registration proof, a file of the manifest with the role `registration`
public record ArgumentRegistration(String suite, Digest code, Digest registration) {
    /// Of its JSON alone.
    public static final int BYTES_MAX = 1_024;

    private static final int SUITE_CHARS_MAX = 32;

    public ArgumentRegistration {
        if (!isSuite(suite)) {
            throw new IllegalArgumentException("a suite's name expected, found '" + suite + "'");
        }
    }

    private static boolean isSuite(String text) {
        return text.length() <= SUITE_CHARS_MAX && text.matches("[a-z0-9][a-z0-9.-]*");
    }

    /// Reads it where it stands alone, in canonical JSON.
    public static ArgumentRegistration decode(Bytes json) throws MalformedException {
        return decode(JsonFields.inOrder("argument", StrictJson.parseCanonical(json, JsonLimits.ofBytes(BYTES_MAX))));
    }

    /// Canonical JSON.
    public Bytes toJson() {
        return JsonWriter.write(encode());
    }

    JsonObject encode() {
        return JsonObject.builder()
                .put("suite", suite)
                .put("code", code.hex())
                .put("registration", registration.hex())
                .build();
    }

    static ArgumentRegistration decode(JsonFields fields) throws MalformedException {
        String suite = fields.string("suite", SUITE_CHARS_MAX);
        if (!isSuite(suite)) {
            throw fields.fault("suite", "a suite's name", "'" + suite + "'");
        }
        ArgumentRegistration registration = new ArgumentRegistration(suite, fields.digest("code"), fields.digest("registration"));
        fields.end();
        return registration;
    }
}
