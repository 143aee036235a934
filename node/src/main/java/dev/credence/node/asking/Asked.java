package dev.credence.node.asking;

import dev.credence.client.Exchange;
import dev.credence.client.Receipt;
import dev.credence.node.hub.Published;
import dev.credence.verification.VerificationReport;
import java.util.List;

/// @param words the answer as a person reads it, a line each
public record Asked(Published model, Exchange exchange, Receipt receipt, VerificationReport report, List<String> words) {}
