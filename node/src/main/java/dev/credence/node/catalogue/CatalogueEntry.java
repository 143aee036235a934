package dev.credence.node.catalogue;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.manifest.ReleaseName;

/// A model that a package of a registry carries.
///
/// @param release        under which it is published
/// @param title          for people
/// @param packageName    of the Python package
/// @param packageVersion exactly this one
/// @param member         the file inside the package
/// @param sizeBytes      of the file
/// @param sha256         of the file
/// @param licence        SPDX expression, as the file or its package states it
public record CatalogueEntry(
        ReleaseName release,
        String title,
        String packageName,
        String packageVersion,
        String member,
        long sizeBytes,
        Digest sha256,
        String licence) {
    private static final long SIZE_MAX = 1L << 40;
    private static final int CHARS_MAX = 256;

    public CatalogueEntry {
        // What is handed to a program as an argument must not look like an option of its own.
        if (!packageName.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || !packageVersion.matches("[A-Za-z0-9][A-Za-z0-9._!+-]*")) {
            throw new IllegalArgumentException("a package's name and version expected, found '" + packageName + "==" + packageVersion + "'");
        }
    }

    public String name() {
        return release.name();
    }

    /// How the package client calls it.
    String requirement() {
        return packageName + "==" + packageVersion;
    }

    static CatalogueEntry read(JsonFields fields) throws MalformedException {
        String name = fields.string("name", CHARS_MAX);
        ReleaseName release = ReleaseName.parse(name + "@" + fields.string("version", CHARS_MAX));
        String title = fields.string("title", CHARS_MAX);
        fields.literal("client", "pip");
        String packageName = fields.string("package", CHARS_MAX);
        String packageVersion = fields.string("package_version", CHARS_MAX);
        String member = fields.string("member", CHARS_MAX);
        long size = fields.integer("bytes", 1, SIZE_MAX);
        Digest sha256 = fields.digest("sha256");
        String licence = fields.string("licence", CHARS_MAX);
        fields.end();
        return new CatalogueEntry(release, title, packageName, packageVersion, member, size, sha256, licence);
    }
}
