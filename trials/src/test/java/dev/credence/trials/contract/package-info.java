/// Clients made by others, unchanged, against our gateway.
///
/// | Type | Meaning |
/// |---|---|
/// | `TritonClientTest` | `tritonclient[http]` from PyPI, driven by `trials/clients/triton_contract.py` |
///
/// Invariant: what a client of the protocol expects is tested with that client, never with a reading of its documentation.
package dev.credence.trials.contract;
