package dev.credence.settlement.state;

import dev.credence.foundation.hash.Digest;

/// Where the ledger stands.
///
/// @param height     of the last block; 0 after genesis
/// @param timeMillis of the last block
/// @param issued     micro-credits in all accounts and stakes together
/// @param logSize    entries of the log
/// @param sealIndex  of the last seal in the log
/// @param next       H of the secret that the next seal must reveal
/// @param operators  the `operators` entry in force for the next block
/// @param slots      taken by all operators in the period of `height`
public record Chain(
        long height,
        long timeMillis,
        long issued,
        long logSize,
        long sealIndex,
        Digest next,
        OperatorsInForce operators,
        long slots) {
    /// @param index  of the entry in the log
    /// @param height of the block that made it
    /// @param digest of the list
    public record OperatorsInForce(long index, long height, Digest digest) {}
}
