/// Exact amounts.
///
/// | Type | Meaning |
/// |---|---|
/// | `Credits` | money: micro-credits, never negative, checked arithmetic |
///
/// Invariant: no floating point, no rounding, no silent overflow.
package dev.credence.foundation.amount;
