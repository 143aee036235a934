package dev.credence.node.hub;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.manifest.ReleaseName;

/// How callers name a model.
public sealed interface ModelReference {
    /// A model id.
    record ById(Digest model) implements ModelReference {}

    /// `name@version`.
    record ByRelease(ReleaseName release) implements ModelReference {}

    /// A name alone: its latest release.
    record ByName(String name) implements ModelReference {}

    /// Reads `name`, `name@version` or the 64 digits of a model id.
    static ModelReference parse(String text) throws MalformedException {
        if (text.matches("[0-9a-f]{64}")) {
            return new ById(Digest.parse(text));
        }
        if (text.indexOf('@') >= 0) {
            return new ByRelease(ReleaseName.parse(text));
        }
        if (!ReleaseName.isName(text)) {
            throw new MalformedException("model", -1, "a name, name@version or a model id of 64 hexadecimal digits", "'" + text + "'");
        }
        return new ByName(text);
    }
}
