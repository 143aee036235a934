package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.report.Palette;
import dev.credence.verification.report.ReportText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// What is printed where: results to standard output, progress and errors to standard error.
public final class Terminal {
    private static final int LINE_CHARS = 8192;

    private final BufferedReader in;
    private final PrintStream out;
    private final PrintStream err;
    private final Palette palette;
    private final boolean live;

    /// @param isTerminal whether colours and a progress line are welcome
    public Terminal(PrintStream out, PrintStream err, boolean isTerminal) {
        this(InputStream.nullInputStream(), out, err, isTerminal);
    }

    /// The same, where lines are read from `in`.
    public Terminal(InputStream in, PrintStream out, PrintStream err, boolean isTerminal) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), LINE_CHARS);
        this.out = out;
        this.err = err;
        this.live = isTerminal;
        this.palette = isTerminal && System.getenv("NO_COLOR") == null ? Palette.ANSI : Palette.PLAIN;
    }

    static Terminal system() {
        return new Terminal(System.in, System.out, System.err, System.console() != null && System.console().isTerminal());
    }

    /// Where the running command prints.
    static Terminal of(CommandSpec spec) {
        return ((Main) spec.root().userObject()).terminal();
    }

    /// Standard output for texts that come as a whole, such as a command's help.
    PrintWriter writer() {
        return new PrintWriter(out, true);
    }

    /// Standard error, likewise.
    PrintWriter errorWriter() {
        return new PrintWriter(err, true);
    }

    /// `text` from outside with a question mark for each character that could steer a terminal.
    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int kind = Character.getType(c);
            boolean steers = kind == Character.CONTROL || kind == Character.FORMAT || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR;
            clean.append(steers ? '?' : c);
        }
        return clean.toString();
    }

    /// A piece of a text from outside, without a line's end.
    void piece(String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            out.print((i > 0 ? "\n" : "") + printable(lines[i]));
        }
        out.flush();
    }

    /// Invites a line, where somebody sits at the terminal.
    void prompt(String text) {
        if (live) {
            out.print(text);
            out.flush();
        }
    }

    /// The next line of standard input; nothing at its end.
    Optional<String> readLine() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    public void line(String text) {
        out.println(text);
    }

    public void json(Json value) {
        Bytes text = JsonWriter.write(value);
        out.write(text.toArray(), 0, text.length());
        out.println();
        out.flush();
    }

    /// What was printed so far is there for a reader of the pipe.
    void flush() {
        out.flush();
    }

    /// A verification report for people.
    public void report(VerificationReport report) {
        ReportText.of(report, palette).forEach(out::println);
    }

    public void error(String sentence) {
        err.println(palette.bad("credence: ") + printable(sentence));
    }

    /// A note beside the result; never part of it.
    public void note(String text) {
        err.println(text);
    }

    /// Replaces the progress line where standard error is a terminal; prints it once as a line elsewhere when `last`.
    public void progress(String text, boolean last) {
        if (live) {
            err.print("\r\u001b[2K" + text + (last ? "\n" : ""));
            err.flush();
        } else if (last) {
            err.println(text);
        }
    }

    /// Clears the progress line, before something else is printed.
    public void clearProgress() {
        progress("", false);
    }

    public String good(String text) {
        return palette.good(text);
    }

    public String bad(String text) {
        return palette.bad(text);
    }

    public String open(String text) {
        return palette.open(text);
    }

    public String strong(String text) {
        return palette.strong(text);
    }
}
