/// The module's own sources over a field of 25 elements, where a cheating prover's chances can be counted.
///
/// | Type | Meaning |
/// |---|---|
/// | `TinyField` | compiles the module against a tiny prime and loads it beside the real one |
/// | `TinyGames` | games between a cheating prover and the verifiers, played to every end; runs in either field, meant for the tiny one |
/// | `TinyFieldTest` | what the counts must be |
///
/// Only two files of `field` know the modulus; their twins lie in the test resources `tiny/`. Everything else is
/// compiled from the very same text.
package dev.credence.proof.tiny;
