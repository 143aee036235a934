package dev.credence.client.transport;

import dev.credence.foundation.bytes.Bytes;
import java.util.Optional;

/// @param receiptId the header `Credence-Receipt`
public record Reply(int status, Optional<String> receiptId, Bytes body) {}
