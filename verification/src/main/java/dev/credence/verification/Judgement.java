package dev.credence.verification;

import java.util.List;

/// One of the four verdicts on a receipt.
///
/// @param causes why it did not pass; empty if and only if it did
public record Judgement(Result result, List<Cause> causes) {
    public static final Judgement PASS = new Judgement(Result.PASS, List.of());

    /// How a verdict ended. What was not checked never counts as passed.
    public enum Result {
        PASS,
        FAIL,
        NOT_CHECKED
    }

    public Judgement {
        causes = List.copyOf(causes);
        if (causes.isEmpty() != (result == Result.PASS)) {
            throw new IllegalArgumentException("causes if and only if the verdict is not passed expected, found " + result + " " + causes);
        }
    }

    public static Judgement fail(Reason reason, String detail) {
        return new Judgement(Result.FAIL, List.of(new Cause(reason, detail)));
    }

    public static Judgement notChecked(Reason reason, String detail) {
        return new Judgement(Result.NOT_CHECKED, List.of(new Cause(reason, detail)));
    }

    public boolean passed() {
        return result == Result.PASS;
    }
}
