/// The arithmetic contract `float-v1`: every order of floating-point operations, and our own elementary functions.
///
/// | Type | Meaning |
/// |---|---|
/// | `FloatV1` | fused multiply-add, 16-lane sums and dot products, ascending chains, and the doors to all functions |
/// | `Exponential`, `Logarithm`, `HyperbolicTangent`, `ErrorFunction` | the four elementary functions with their constants |
/// | `Library` | functions of the language's strict library in double, rounded once: named here because nowhere else allowed |
/// | `HalfFloat` | binary16 and bfloat16 as 16 bits |
///
/// ```text
/// op, graph ──▶ numeric ◀── kernel        (numeric looks at nothing but java.lang)
/// ```
///
/// Invariants: a result depends on the operands' values alone, never on machine, thread, compiler state or vector width;
/// a NaN may carry any payload inside, and every NaN that is stored, hashed, compared or sent is `FloatV1.canonical`.
/// The clauses, constants and worked examples stand in docs/spec/float-v1.md.
package dev.credence.inference.numeric;
