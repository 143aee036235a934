package dev.credence.client;

import dev.credence.foundation.bytes.Bytes;

/// A request as it was sent, the answer as it was received.
///
/// @param receiptId 32 hexadecimal digits
public record Exchange(Bytes request, Bytes answer, String receiptId) {}
