package dev.credence.node.http;

/// Why a request was refused, grouped by whose fault it is; the code is stable, the status follows from it.
public enum Fault {
    // The caller's.
    MALFORMED(400),
    UNSUPPORTED_PARAMETER(400),
    UNAUTHORIZED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    BODY_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    UNPROCESSABLE(422),
    // Resources.
    TOO_MANY_REQUESTS(429),
    OVERLOADED(503),
    STORAGE(507),
    // Somebody else's.
    UPSTREAM(502),
    UPSTREAM_TIMEOUT(504),
    // Ours.
    INTERNAL(500);

    private final int status;

    Fault(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /// The code as it stands in error bodies.
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
