/// The vectors of docs/spec/proof.md for sumcheck and fractional sums, made by an implementation in Python from its text.
///
/// One file a case, under the test resources `vectors/`; the file's name says what is wrong, its first line what must
/// come of it.
package dev.credence.proof.vectors;
