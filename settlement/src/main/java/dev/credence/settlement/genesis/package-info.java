/// What a network begins with.
///
/// | Type | Meaning |
/// |---|---|
/// | `Genesis` | name, faucet, first accounts, keys of log and cosigners, the first commitment |
///
/// Invariant: the digest of the genesis is the network's identity and part of its name.
package dev.credence.settlement.genesis;
