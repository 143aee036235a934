/// The hub: content-addressed files, manifests by id, signed releases by name; listing, search, and pulling from another hub.
///
/// | Type | Meaning |
/// |---|---|
/// | `BlobStore` | files by SHA-256, each checked whenever it is read |
/// | `Uploads` | files that no release names yet, bounded and for a day |
/// | `Hub` | what is published here and who may publish |
/// | `ModelReader`, `LoadedModel` | a model file → its manifest (graph digest, weight root, signature), and back |
/// | `IntegerFiles` | program and weights of an integer model, and their manifest |
/// | `ModelPackage`, `PackageReport` | a model in a folder, as `credence model pull` writes it, and what checking it found |
/// | `ModelReference` | `name`, `name@version` or a model id, as callers write it |
/// | `HubRoutes`, `HubClient` | the hub over HTTP, from either side |
///
/// Invariants: a name never becomes a path; a release is immutable once published; nothing is served whose bytes do not have the
/// digest that it is asked for by.
package dev.credence.node.hub;
