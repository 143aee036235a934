package dev.credence.client;

/// What the gateway refused, in its own sentence.
public final class GatewayException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    public GatewayException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /// The HTTP status: below 500 the request is at fault.
    public int status() {
        return status;
    }
}
