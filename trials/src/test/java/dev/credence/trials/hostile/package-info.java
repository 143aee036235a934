/// Bad input of every kind at every surface: one sentence, the right status or exit code, nothing hangs.
///
/// | Type | Meaning |
/// |---|---|
/// | `HostileHttpTest` | broken requests to every role's surface |
/// | `OverloadTest` | more than can be served: refused at once |
/// | `HostileCommandTest` | broken files and words on the command line |
package dev.credence.trials.hostile;
