package dev.credence.foundation.bytes;

/// Bytes from outside that are not what their format demands: where, what was expected, what came.
///
/// The only checked exception of the decoding rooms. Its message is one sentence fit for a user; it never holds more
/// than a short, printable excerpt of the input.
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int EXCERPT_CHARS_MAX = 120;

    private final String path;
    private final long offset;
    private final String expected;
    private final String actual;

    /// @param path     the place inside the document in its own terms, such as `predicate.height`, or empty for the whole
    /// @param offset   byte offset of the defect, or -1 where no single byte is at fault
    /// @param expected what the format demands there
    /// @param actual   what came instead
    public MalformedException(String path, long offset, String expected, String actual) {
        super(sentence(printable(path), offset, expected, printable(actual)));
        this.path = printable(path);
        this.offset = offset;
        this.expected = expected;
        this.actual = printable(actual);
    }

    /// The same defect seen from an enclosing document: `parent` is put before the path.
    public MalformedException within(String parent) {
        String joined = path.isEmpty() ? parent : path.startsWith("[") ? parent + path : parent + "." + path;
        MalformedException moved = new MalformedException(joined, offset, expected, actual);
        moved.initCause(this);
        return moved;
    }

    public String path() {
        return path;
    }

    public long offset() {
        return offset;
    }

    public String expected() {
        return expected;
    }

    public String actual() {
        return actual;
    }

    private static String sentence(String path, long offset, String expected, String actual) {
        StringBuilder text = new StringBuilder(path);
        if (offset >= 0) {
            text.append(path.isEmpty() ? "at byte " : " at byte ").append(offset);
        }
        if (!text.isEmpty()) {
            text.append(": ");
        }
        return text.append("expected ").append(expected).append(", found ").append(actual).toString();
    }

    // Terminals and logs must not be steered by what a stranger sent: no controls, no bidirectional or invisible marks.
    private static String printable(String text) {
        int end = Math.min(text.length(), EXCERPT_CHARS_MAX);
        StringBuilder clean = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            clean.append(steers(c) ? '?' : c);
        }
        return text.length() > end ? clean.append('…').toString() : clean.toString();
    }

    private static boolean steers(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
