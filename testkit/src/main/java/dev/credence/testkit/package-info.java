/// What every test of the house shares: seeded randomness, data that lies outside the tree, child JVMs.
///
/// | Type | Meaning |
/// |---|---|
/// | `Seeded` | a random source whose seed is printed when a test fails |
/// | `External` | vectors and models made by others, found by property or environment only |
/// | `ChildJvm` | runs a main class in another JVM with flags of its own |
///
/// Invariant: depends on no module of ours.
package dev.credence.testkit;
