package dev.credence.verification;

/// A reason with what was found in this case.
///
/// @param detail one clause, made safe to print here: a stranger's bytes may stand in it, which must not steer a terminal;
///               may be empty
public record Cause(Reason reason, String detail) {
    private static final int DETAIL_CHARS_MAX = 400;

    public Cause {
        detail = printable(detail);
    }

    public static Cause of(Reason reason) {
        return new Cause(reason, "");
    }

    /// The cause as one sentence.
    public String sentence() {
        return detail.isEmpty() ? reason.sentence() : reason.sentence() + ": " + detail;
    }

    private static String printable(String text) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), DETAIL_CHARS_MAX); i++) {
            char c = text.charAt(i);
            boolean steers = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || Character.isSurrogate(c);
            clean.append(steers || c == '\u2028' || c == '\u2029' ? '?' : c);
        }
        return text.length() > DETAIL_CHARS_MAX ? clean.append('…').toString() : clean.toString();
    }
}
