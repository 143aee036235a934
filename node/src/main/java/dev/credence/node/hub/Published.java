package dev.credence.node.hub;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.SignedRelease;

/// A model under a name.
public record Published(SignedRelease release, Manifest manifest) {
    public Digest model() {
        return release.release().model();
    }

    public String name() {
        return release.release().name().toString();
    }
}
