package dev.credence.verification;

import dev.credence.foundation.hash.Digest;
import java.util.Optional;

/// What became of one piece of evidence.
///
/// @param name    what it is, as the file or the reader names it
/// @param finding what checking it gave; empty where nothing was checked, since the receipt is not authentic
public record EvidenceFinding(Name name, Optional<Finding> finding) {

    /// A piece as it is named.
    ///
    /// @param digest    of its blob; empty for a local re-execution, which has none
    /// @param sizeBytes of its blob
    /// @param locator   where the blob lies, if it is not in the file
    public record Name(String kind, String suite, Optional<Digest> digest, long sizeBytes, Optional<String> locator) {}
}
