/// Networks made of roles: the roles' life from a directory and settings, and a whole local network in one process.
///
/// | Type | Meaning |
/// |---|---|
/// | `LedgerRole`, `CosignerRole` | a running ledger or cosigner: directory, service, listener |
/// | `TrustFiles` | what a reader must believe of a genesis |
/// | `NetworkFile` | where a local network can be reached, for commands that come later |
/// | `LocalNetwork` | `credence up`: ledger, two cosigners, gateway with hub, operators, real sockets between them |
///
/// Invariant: roles in one process talk to each other as if they were strangers, over sockets, with keys of their own.
package dev.credence.node.network;
