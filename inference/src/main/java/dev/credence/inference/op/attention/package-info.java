/// Operations by which positions look at each other.
///
/// | Type | Meaning |
/// |---|---|
/// | `AttentionOps` | the claims |
/// | `Heads` | vectors by batch, head and position |
/// | `Visibility` | which keys a query sees |
/// | `…Op` | one operation each |
///
/// Invariant: a query's result does not depend on how many queries are computed at once.
package dev.credence.inference.op.attention;
