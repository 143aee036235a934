package dev.credence.node.hub;

/// What the hub refuses, in one sentence.
public final class HubException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Whose fault it is.
    public enum Kind {
        /// Nothing of that name or digest.
        UNKNOWN,
        /// The release exists with another model.
        IMMUTABLE,
        /// The publisher's key is not on the allow-list, or its signature does not verify.
        NOT_ALLOWED,
        /// The manifest contradicts its files, or a file is missing.
        INCONSISTENT,
        /// Too much waits for a release.
        FULL
    }

    private final Kind kind;

    public HubException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
