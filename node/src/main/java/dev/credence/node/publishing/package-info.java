/// Folders of models on their way to a hub.
///
/// | Type | Meaning |
/// |---|---|
/// | `ModelFolder` | a folder of models/ → a signed release on a hub |
///
/// Neighbours: `network` publishes what it finds at its start, `proving` reads the same folders; both stand above this room.
package dev.credence.node.publishing;
