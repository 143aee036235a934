/// The only door to clock, timers, randomness, disk and network.
///
/// | Type | Meaning |
/// |---|---|
/// | `World` | all of them together; what rooms take as an argument |
/// | `SystemWorld` | the real one |
/// | `Clock` | wall time and steady time |
/// | `Randomness` | a cryptographic random source |
/// | `Disk`, `DiskFile` | the file system with the promises that we build on, and no others |
/// | `Tasks` | what runs beside the caller, at once or later |
/// | `Network` | outgoing HTTP, bounded in size and time; whole replies, or streams of lines |
///
/// ```
/// every other room of node ──▶ world ──▶ the machine      (tests: a simulated one)
/// ```
///
/// Invariant: no other room of ours asks the machine for any of these.
package dev.credence.node.world;
