/// What a published model is: its manifest, and the signed release that gives it a name.
///
/// | Type | Meaning |
/// |---|---|
/// | `Manifest` | files, graph digest, weight root, signature of inputs and outputs, profile; its digest is the model's id |
/// | `ManifestFile`, `TensorSignature` | parts of it |
/// | `LanguageSignature` | what callers need to know of a language model |
/// | `ArgumentRegistration` | by what its answers can be proved, where they can |
/// | `ReleaseName` | `name@version`, the only names the hub knows |
/// | `Release`, `SignedRelease` | the binding of a name to a model id, signed by its publisher |
///
/// Invariants: canonical JSON only, one spelling; a name never becomes a path; a manifest says what a model is and nothing of who made
/// it. Specification: docs/spec/model.md.
package dev.credence.inference.manifest;
