/// What outsiders rely on, run as they run it: clients made by others, unchanged, and the verifier that we hand out.
///
/// | Type | Meaning |
/// |---|---|
/// | `TritonClientTest` | `tritonclient[http]` from PyPI, driven by `trials/clients/triton_contract.py` |
/// | `VerifierJarTest` | `credence-verify.jar` in a process of its own, against `credence verify` |
///
/// Invariant: what a client of the protocol expects is tested with that client, never with a reading of its documentation.
package dev.credence.trials.contract;
