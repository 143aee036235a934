package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A failure of a command on its way to the user: one sentence and an exit code.
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandException(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public CommandException(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    public static CommandException failed(String sentence) {
        return new CommandException(ExitCode.FAILED, sentence);
    }

    public static CommandException usage(String sentence) {
        return new CommandException(ExitCode.USAGE, sentence);
    }

    public static CommandException environment(String sentence) {
        return new CommandException(ExitCode.ENVIRONMENT, sentence);
    }

    /// A file whose bytes are not what their format demands.
    public static CommandException malformed(Path file, MalformedException cause) {
        return new CommandException(ExitCode.FAILED, file + ": " + cause.getMessage(), cause);
    }

    /// A file that cannot be read or written.
    public static CommandException file(Path file, IOException cause) {
        String why =
                switch (cause) {
                    case NoSuchFileException _ -> "there is no such file";
                    case AccessDeniedException _ -> "it may not be accessed";
                    case FileSystemException named when named.getReason() != null -> named.getReason();
                    default -> String.valueOf(cause.getMessage());
                };
        return new CommandException(ExitCode.ENVIRONMENT, file + ": " + why, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
