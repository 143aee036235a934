/// Language model files on this machine's disk.
///
/// | Type | Meaning |
/// |---|---|
/// | `MappedModel` | a GGUF file, mapped into memory and decoded, open until it is closed |
///
/// ```text
/// world ◀── language ──▶ inference.gguf
/// ```
///
/// Invariant: a mapped file is one that nobody changes while it is open.
package dev.credence.node.language;
