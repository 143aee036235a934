/// Fiat–Shamir over SHA-256: everything said is absorbed, every challenge follows from everything said before it.
///
/// | Type | Meaning |
/// |---|---|
/// | `ProverTranscript` | absorbs public data, sends elements of the proof, draws challenges |
/// | `VerifierTranscript` | the only reader of a proof: each read absorbs, in the order that the verifier's schedule says |
/// | `ProofException` | a proof that is refused, with its `ProofFault` |
/// | `ProofFault` | why a proof is refused, for all rooms of the module |
/// | `ElementKind` | what an element of a proof is: base, extension, digest, nonce |
/// | `ElementListener` | is told of every element that a verifier reads |
/// | `HashChain` | the state: SHA-256 over the state before it and one record |
/// | `Work` | the search for the nonce of a proof of work |
///
/// Invariants: there is no way to read an element of a proof without absorbing it; a proof carries no length and no
/// parameter; every limb read is canonical; nothing but `ProofException` leaves the reader, whatever the bytes.
/// Specification: docs/spec/proof.md, transcript.
package dev.credence.proof.transcript;
