/// The hub: content-addressed files, manifests by id, signed releases by name; listing, search, and pulling from another hub.
///
/// | Type | Meaning |
/// |---|---|
/// | `BlobStore` | files by SHA-256, each checked whenever it is read whole, and when it is stored |
/// | `Uploads` | files that no release names yet, bounded and for a day |
/// | `Hub` | what is published here and who may publish |
/// | `ModelReader`, `LoadedModel` | a model file → its manifest (graph digest, weight root, signature), and back |
/// | `IntegerFiles` | program and weights of an integer model, and their manifest |
/// | `GgufFiles` | a language model's file, mapped, and its manifest |
/// | `FileSource`, `FolderFiles` | where the files of a manifest come from |
/// | `ModelPackage`, `PackageReport` | a model in a folder, as `credence model pull` writes it, and what checking it found |
/// | `ModelReference` | `name`, `name@version` or a model id, as callers write it |
/// | `Provability`, `Provabilities` | whether a model's answers can be proved, how large proofs are and what they cost; or why not |
/// | `ProvingTimes` | what operators said that proofs took |
/// | `HubRoutes`, `HubClient` | the hub over HTTP, from either side |
///
/// Invariants: a name never becomes a path; a release is immutable once published; nothing is stored whose bytes do not have the
/// digest that is its name, and what is read whole is checked again. Of a language model's file, which is mapped, size and header are checked at
/// every start, its weights when it is stored. A file that has its digest as its name is never written to again, so that stores may share it.
package dev.credence.node.hub;
