package dev.credence.node.chat;

import dev.credence.client.Exchange;
import dev.credence.client.Receipt;
import dev.credence.verification.VerificationReport;

/// One answer.
///
/// @param text what was shown
public record ChatTurn(String text, Exchange exchange, Receipt receipt, VerificationReport report) {}
