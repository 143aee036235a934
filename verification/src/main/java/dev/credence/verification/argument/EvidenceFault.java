package dev.credence.verification.argument;

/// Why a blob of kind `argument` does not support a statement; each is provoked by a test.
public enum EvidenceFault {
    /// Blob, manifest or program cannot be read, or do not belong together.
    MALFORMED,
    /// The model is not the statement's, or its profile has no arguments.
    OTHER_MODEL,
    /// The registration is not the manifest's, does not hold, or is of a suite that is not known.
    NOT_REGISTERED,
    /// The request is none that the program reads.
    INPUT,
    /// The answer is not what the output rule makes of Y.
    OUTPUT,
    /// The proof does not hold.
    REFUSED
}
