/// What the documents tell a reader to type, typed.
///
/// | Type | Meaning |
/// |---|---|
/// | `DocumentedCommandsTest` | every command line in README, docs/commands.md and docs/configuration.md |
/// | `DocumentedRolesTest` | the configuration files of docs/configuration.md, each role by itself |
///
/// Invariant: a command that is in these documents is run, or is listed with the reason why it is not.
package dev.credence.trials.documents;
