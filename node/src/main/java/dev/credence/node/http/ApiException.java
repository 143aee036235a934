package dev.credence.node.http;

/// A refusal on its way to the caller: one sentence that names what was expected and what came.
public final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public ApiException(Fault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    public ApiException(Fault fault, String sentence, Throwable cause) {
        super(sentence, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
