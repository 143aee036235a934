/// Language model files on this machine's disk.
///
/// | Type | Meaning |
/// |---|---|
/// | `MappedModel` | a GGUF file, mapped into memory and decoded, open until it is closed |
/// | `PromptSource` | a chat template's text and its tokens, from a model's file or one of its own |
/// | `PromptCase` | one case of `model prompt` as a template's input |
/// | `LanguageBench`, `RecordingBench` | times of a prompt, an answer and its replay; of an answer as an operator computes it |
///
/// ```text
/// world ◀── language ──▶ inference.gguf, inference.language
/// ```
///
/// Invariant: a mapped file is one that nobody changes while it is open.
package dev.credence.node.language;
