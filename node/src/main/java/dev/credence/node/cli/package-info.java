/// The command line: one class a command, one sentence an error, exit codes that scripts can rely on.
///
/// | Type | Meaning |
/// |---|---|
/// | `Main` | the program's entry |
/// | `ExitCode` | 0 verified · 1 failed or malformed · 2 usage · 3 incomplete · 4 environment |
/// | `CommandException` | a failure with its exit code and one sentence |
/// | `Terminal` | what is printed where: results to standard output, progress and errors to standard error |
///
/// Invariants: no stack trace reaches a user; colours only on a terminal; `--json` prints exactly one JSON value to standard output.
package dev.credence.node.cli;
