/// Operators that cheat, on a network whose other members do not: each is caught, and for the right reason.
///
/// | Type | Meaning |
/// |---|---|
/// | `Switched` | conduct that a test changes while the network runs |
/// | `Copier` | a drawn operator that signs what others published |
/// | `DishonestExecutorTest` | other weights, an older model, an altered answer |
/// | `DishonestReplayerTest` | agreement without work, disagreement, lateness, silence |
/// | `EquivocationTest` | two statements for one request and nonce |
/// | `VanishingTest` | operators whose machines are gone |
/// | `DrawTest` | eight operators of five owners |
package dev.credence.trials.cheating;
