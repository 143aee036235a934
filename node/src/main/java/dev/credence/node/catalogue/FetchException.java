package dev.credence.node.catalogue;

/// Why a model did not come, in one sentence.
public final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    public FetchException(String sentence) {
        super(sentence);
    }

    public FetchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
