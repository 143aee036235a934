package dev.credence.node.proxy;

import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.verification.VerificationReport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The operators that a receipt verified here lists; a segment of anybody else is not let through before its receipt.
final class OperatorKeys {
    private static final int KNOWN_MAX = 65_536;
    private final Set<Digest> known = ConcurrentHashMap.newKeySet();

    /// Keeps the active operators that the log names in a receipt.
    void learn(VerificationReport report) {
        if (report.verified().isEmpty() || known.size() > KNOWN_MAX) {
            return;
        }
        report.subject().logged().ifPresent(logged -> logged.operators().operators().stream()
                .filter(operator -> operator.active() && operator.keyFitsId())
                .map(ListedOperator::id)
                .forEach(this::admit));
    }

    /// Admits one operator; the caller has verified that it is one of the network.
    void admit(Digest operator) {
        known.add(operator);
    }

    boolean knows(Digest operator) {
        return known.contains(operator);
    }
}
