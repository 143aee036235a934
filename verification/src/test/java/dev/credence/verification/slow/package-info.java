/// The slow, obvious side of the argument: witness cell by cell, tables of 2^n cells, sums over all of them. The judge of everything fast, and
/// where a prover can be made to lie.
package dev.credence.verification.slow;
