/// Ed25519 with our own strict checks, keys, and what is signed.
///
/// | Type | Meaning |
/// |---|---|
/// | `PublicKey` | 32 bytes; its id is their SHA-256 |
/// | `SecretKey` | a 32-byte seed that never prints itself |
/// | `Ed25519` | the one verification equation of the network, behind strict checks |
/// | `Dsse` | the pre-authentication encoding under which everything is signed |
///
/// Invariant: one implementation everywhere. Libraries disagree at the edges of RFC 8032, and two honest nodes on two
/// libraries would fork.
package dev.credence.foundation.signature;
