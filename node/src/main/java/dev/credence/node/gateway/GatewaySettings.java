package dev.credence.node.gateway;

import java.net.URI;
import java.util.List;

/// What a gateway knows of its network.
///
/// @param operators where operators answer
/// @param ledger    where the ledger answers
/// @param retention how long receipts are kept
public record GatewaySettings(List<URI> operators, URI ledger, Retention retention) {
    public GatewaySettings {
        operators = List.copyOf(operators);
    }
}
