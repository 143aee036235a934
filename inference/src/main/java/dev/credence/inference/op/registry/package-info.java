/// The list of all operations, and the door through which nodes become operations.
///
/// | Type | Meaning |
/// |---|---|
/// | `Ops` | every claim; decodes a node or refuses it by name |
/// | `ClaimedOp` | an operation behind the checks of its claim |
///
/// Invariant: nothing is executed outside of a claim.
package dev.credence.inference.op.registry;
