/// What the trials share: networks to cheat on, requests to ask them, models to publish there.
///
/// | Type | Meaning |
/// |---|---|
/// | `Trial` | a local network with a client, and what a reader of its receipts finds |
/// | `Questions` | request bodies for the digit classifier, each under a nonce of its own |
/// | `SpeakingTrial` | a local network with a small language model, behind a proxy |
/// | `RecordingProxy` | stands before a gateway and keeps what passes, or lies |
/// | `ClientScript` | a client of another language, as a script |
/// | `ModelFolders` | folders of models as `models/` has them: ours, ours with one weight changed, small ones made here |
/// | `PlainHttp` | requests written by hand, for what no client would send |
/// | `RoleProcess` | the program in a process of its own |
/// | `CommandLines` | command lines of the program, one after the other in a folder of their own |
/// | `VerifierJar` | the offline verifier as a build has packaged it |
/// | `ShellFences` | the fenced blocks of a document |
///
/// Neighbours: `cheating`, `roles`, `contract`, `documents` and `hostile` are the trials themselves.
package dev.credence.trials.kit;
