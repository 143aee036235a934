/// Asking a gateway and believing nothing that it says: the client keeps what was sent and what came, fetches the receipt and verifies it
/// itself.
///
/// | Type | Meaning |
/// |---|---|
/// | `CredenceClient` | ask, wait for the receipt, verify |
/// | `TextApi` | the interfaces of language models |
/// | `Exchange` | a request as sent, the answer as received, the receipt's id |
/// | `Receipt` | a receipt file as far as it has grown |
/// | `GatewayException` | what the gateway refused, in its words |
///
/// Neighbours: `client.transport` speaks HTTP; `verification` judges. Invariant: nothing is verified over parsed or written-again bodies,
/// only over the bytes that were sent and received.
package dev.credence.client;
