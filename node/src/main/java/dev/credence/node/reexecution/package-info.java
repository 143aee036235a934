/// Re-executing a request on this machine: what `verify --replay` and `--model-files` compare a receipt with.
///
/// | Type | Meaning |
/// |---|---|
/// | `LocalModel` | a model that lies on this machine: pulled to a folder, or in a data directory's hub |
/// | `ToldIds` | the token ids that an answer says it has |
/// | `Reexecution` | request body + statement + model → the reader's own digests |
/// | `CommittedWeights` | model → the root to which its weights commit |
///
/// Invariant: nothing of the receipt's answer is read here; only the request and the parameters as executed;
/// the token ids of a text spare time.
package dev.credence.node.reexecution;
