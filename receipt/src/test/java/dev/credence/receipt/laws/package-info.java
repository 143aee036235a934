/// Well-formed values of this module's types, shared with the tests of the modules above.
///
/// | Type | Meaning |
/// |---|---|
/// | `Samples` | one value of each type, genuine in nothing |
package dev.credence.receipt.laws;
