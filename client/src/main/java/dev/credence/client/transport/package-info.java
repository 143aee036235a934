/// HTTP to a gateway with limits on time and size; the only place of this module that opens a socket.
///
/// | Type | Meaning |
/// |---|---|
/// | `HttpTransport` | one bounded call, one bounded reply |
/// | `Reply` | status, headers in question, body |
package dev.credence.client.transport;
