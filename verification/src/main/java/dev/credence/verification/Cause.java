package dev.credence.verification;

/// A reason with what was found in this case.
///
/// @param detail one clause, safe to print; may be empty
public record Cause(Reason reason, String detail) {
    public static Cause of(Reason reason) {
        return new Cause(reason, "");
    }

    /// The cause as one sentence.
    public String sentence() {
        return detail.isEmpty() ? reason.sentence() : reason.sentence() + ": " + detail;
    }
}
