/// The one door through which HTTP comes in: routes, bounded bodies, and errors by whose fault they are.
///
/// | Type | Meaning |
/// |---|---|
/// | `Routes` | method and path pattern → handler, in the order of registration |
/// | `Request`, `Reply` | what a handler sees and gives; no type of the server library |
/// | `EventStream`, `EventSink` | a reply of server-sent events, each leaving as it comes |
/// | `Caller` | who asked, and whether it is still there |
/// | `ApiException`, `Fault` | a refusal with its status, a stable code and one sentence |
/// | `HttpListener` | the listening server (Helidon behind it, replaceable) |
///
/// Invariants: a body is read only up to its limit; a handler's unexpected exception answers 500 without a stack trace and is
/// logged; a caller that goes away, or takes nothing for half a minute, holds nothing; every reply says `X-Content-Type-Options: nosniff`.
package dev.credence.node.http;
