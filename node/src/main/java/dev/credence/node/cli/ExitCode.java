package dev.credence.node.cli;

/// Exit codes of every command.
public final class ExitCode {
    /// Done; for `verify`: verified.
    public static final int OK = 0;
    /// A check failed, or a receipt or input is malformed.
    public static final int FAILED = 1;
    /// The command line was not understood.
    public static final int USAGE = 2;
    /// Nothing failed, but something is pending, unchecked or below the policy.
    public static final int INCOMPLETE = 3;
    /// Connection, disk, port, a missing program.
    public static final int ENVIRONMENT = 4;

    private ExitCode() {}
}
