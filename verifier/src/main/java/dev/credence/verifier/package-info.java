/// The offline verifier as one small jar: `java -jar credence-verify.jar RECEIPT --request FILE --answer FILE --trust FILE`.
///
/// | Type | Meaning |
/// |---|---|
/// | `Main` | the program: reads files, prints the report, ends with the exit code of docs/commands.md |
/// | `Arguments` | the command line |
/// | `ModelFiles` | a folder with a model's files, and the root to which its weights commit |
/// | `WholeFile` | files, read whole and bounded |
/// | `Refusal` | why there is no report, in one sentence, with its exit code |
///
/// ```
/// files, clock ──▶ verifier ──▶ verification ──▶ receipt, foundation
/// ```
///
/// Invariants: decides nothing itself; reads only the files that the command line names, and the clock unless `--at` is given; opens no
/// socket and writes no file; uses no library. Its report equals that of `credence verify` byte for byte.
package dev.credence.verifier;
