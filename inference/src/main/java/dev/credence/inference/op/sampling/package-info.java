/// Operations that read between places: resizing.
///
/// | Type | Meaning |
/// |---|---|
/// | `SamplingOps` | the claims |
/// | `Coordinates`, `ResizedAxis` | where a place lies on the original axis |
/// | `Filter` | which neighbours count, and how much |
/// | `ResizeOp` | the operation |
///
/// Invariant: coordinates and weights are computed in double precision from operations that round once, never from a
/// library function.
package dev.credence.inference.op.sampling;
