/// Laws that the types of this module obey, for the tests of this module and of those above.
///
/// | Type | Meaning |
/// |---|---|
/// | `FieldLaws` | the axioms of a field, over edge values and random ones |
/// | `Elements` | elements of both fields where arithmetic tends to go wrong, and random ones |
package dev.credence.proof.laws;
