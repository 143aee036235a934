package dev.credence.verifier;

import dev.credence.foundation.bytes.MalformedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Why there is no report: one sentence, and the exit code of docs/commands.md.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int ENVIRONMENT = 4;

    private final int exitCode;

    private Refusal(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /// The command line was not understood.
    static Refusal usage(String sentence) {
        return new Refusal(USAGE, sentence);
    }

    /// A file whose bytes are not what their format demands.
    static Refusal malformed(Path file, MalformedException cause) {
        return new Refusal(FAILED, file + ": " + cause.getMessage());
    }

    /// What the files say forbids it.
    static Refusal failed(String sentence) {
        return new Refusal(FAILED, sentence);
    }

    /// This machine, as it is, cannot.
    static Refusal memory(String sentence) {
        return new Refusal(ENVIRONMENT, sentence);
    }

    static Refusal tooLong(Path file, int bytesMax) {
        return new Refusal(ENVIRONMENT, file + " has more than the " + bytesMax + " bytes that are expected at most");
    }

    /// A file that cannot be read.
    static Refusal unreadable(Path file, IOException cause) {
        String why =
                switch (cause) {
                    case NoSuchFileException _ -> "there is no such file";
                    case AccessDeniedException _ -> "it may not be accessed";
                    case FileSystemException named when named.getReason() != null -> named.getReason();
                    default -> String.valueOf(cause.getMessage());
                };
        return new Refusal(ENVIRONMENT, file + ": " + why);
    }

    int exitCode() {
        return exitCode;
    }
}
