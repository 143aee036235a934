package dev.credence.inference.manifest;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import java.util.Set;

/// A file of a model.
///
/// @param role   `model`, `card`, `sample`, `data` (weights beside the model file) or `registration` (a proof about the weights)
/// @param name   1 to 128 of `A-Z a-z 0-9 . _ -`, not beginning with a dot: for people and for ONNX's external data, never a path of ours
/// @param sha256 SHA-256 of the file's bytes
public record ManifestFile(String role, String name, long sizeBytes, Digest sha256) {
    public static final Set<String> ROLES = Set.of("model", "card", "sample", "data", "registration");
    public static final long SIZE_BYTES_MAX = 1L << 40;

    public ManifestFile {
        if (!ROLES.contains(role) || !isName(name) || sizeBytes < 0 || sizeBytes > SIZE_BYTES_MAX) {
            throw new IllegalArgumentException("a file of known role, plain name and size expected, found " + role + " " + name + " " + sizeBytes);
        }
    }

    /// Whether `name` can be a file's name in a manifest.
    public static boolean isName(String name) {
        return name.length() <= 128 && name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    }

    JsonObject encode() {
        return JsonObject.builder()
                .put("role", role)
                .put("name", name)
                .put("size", sizeBytes)
                .put("sha256", sha256.hex())
                .build();
    }

    static ManifestFile decode(String path, Json json) throws MalformedException {
        JsonFields fields = JsonFields.inOrder(path, json);
        String role = fields.oneOf("role", ROLES);
        String name = fields.string("name", 128);
        if (!isName(name)) {
            throw fields.fault("name", "a plain file name", "'" + name + "'");
        }
        ManifestFile file = new ManifestFile(role, name, fields.integer("size", 0, SIZE_BYTES_MAX), fields.digest("sha256"));
        fields.end();
        return file;
    }
}
