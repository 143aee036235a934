/// Lookups by logarithmic derivatives: every value looked up stands in its table.
///
/// | Type | Meaning |
/// |---|---|
/// | `LookupVerifier` | a fractional sum that must vanish, with no pole |
/// | `LookupTable` | an interval of integers with the bus that names it |
/// | `Histogram` | counts of values, sent in the clear, as one fraction |
///
/// ```
/// Σ_{values v} 1/(α − bus − β·v) − Σ_{rows t} m_t/(α − bus − β·t) = 0
/// ```
///
/// Invariants: α and β are drawn after all values and multiplicities are committed; the characteristic exceeds the number
/// of lookups; numerator 0 **and** denominator not 0.
/// Specification: docs/spec/proof.md sections 7.8 and 8. Source: Haböck 2022/1530; Papini, Haböck 2023/1284.
package dev.credence.proof.lookup;
