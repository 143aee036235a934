package dev.credence.node.proxy;

import dev.credence.client.Exchange;
import dev.credence.client.Receipt;
import dev.credence.verification.VerificationReport;

/// An answer whose receipt this machine has verified; only `Asker` makes one.
record ProvenAnswer(Exchange exchange, Receipt receipt, VerificationReport report) {
    ProvenAnswer {
        if (report.verified().isEmpty()) {
            throw new IllegalArgumentException("a verified answer expected, found " + report.verdict().token());
        }
    }
}
