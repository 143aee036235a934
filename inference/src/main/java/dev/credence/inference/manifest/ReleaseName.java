package dev.credence.inference.manifest;

import dev.credence.foundation.bytes.MalformedException;

/// The name of a release, `name@version`.
///
/// @param name    1 to 63 of `a-z 0-9 -`, beginning with a letter or digit
/// @param version 1 to 31 of `A-Z a-z 0-9 . -`, beginning with a letter or digit: no longer than statements can name
public record ReleaseName(String name, String version) {
    public ReleaseName {
        if (!isName(name) || !isVersion(version)) {
            throw new IllegalArgumentException("name@version expected, found " + name + "@" + version);
        }
    }

    public static boolean isName(String text) {
        return text.matches("[a-z0-9][a-z0-9-]{0,62}");
    }

    public static boolean isVersion(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,30}");
    }

    /// Reads `name@version`.
    public static ReleaseName parse(String text) throws MalformedException {
        int at = text.indexOf('@');
        if (at < 0 || !isName(text.substring(0, at)) || !isVersion(text.substring(at + 1))) {
            throw new MalformedException(
                    "release", -1, "name@version (name of a-z 0-9 -, version of letters, digits, . -)", "'" + text + "'");
        }
        return new ReleaseName(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
