package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.http.Reply;
import dev.credence.node.world.Network;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.envelope.Logged;
import dev.credence.settlement.genesis.Genesis;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The ledger, as the other roles talk to it.
///
/// **Obligation**: nothing that it says is proved here; an inclusion is checked with `verification`.
public final class LedgerClient {
    private static final Duration QUERY_LIMIT = Duration.ofSeconds(5);
    private static final Duration SUBMIT_LIMIT = Duration.ofSeconds(15);

    private final HttpPeer peer;

    public LedgerClient(Network network, URI base) {
        this.peer = new HttpPeer(network, base);
    }

    /// Where the ledger stands.
    ///
    /// @param height of the last block
    public record Status(String network, long height) {}

    /// An account as the ledger has it; one that was never used has zeros.
    public record AccountStatus(long nonce, long balance) {}

    /// What became of a transaction.
    ///
    /// @param height   of its block
    /// @param detail   what was logged, repeated or dropped, for logs
    public record Accepted(long height, String detail) {}

    public Status status() throws IOException, RemoteException, MalformedException {
        JsonFields fields = JsonFields.of("", HttpPeer.json(peer.get("/v1/ledger", QUERY_LIMIT)));
        return new Status(fields.string("network", 64), fields.integer("height", 0, JsonInteger.VALUE_MAX));
    }

    public Genesis genesis() throws IOException, RemoteException, MalformedException {
        return Genesis.decode(peer.get("/v1/ledger/genesis", QUERY_LIMIT));
    }

    public OperatorsList operators() throws IOException, RemoteException, MalformedException {
        return OperatorsList.decode(peer.get("/v1/ledger/operators", QUERY_LIMIT));
    }

    public AccountStatus account(Digest id) throws IOException, RemoteException, MalformedException {
        JsonFields fields = JsonFields.of("", HttpPeer.json(peer.get("/v1/ledger/accounts/" + id.hex(), QUERY_LIMIT)));
        fields.digest("id");
        AccountStatus status = new AccountStatus(
                fields.integer("nonce", 0, JsonInteger.VALUE_MAX), fields.integer("balance", 0, JsonInteger.VALUE_MAX));
        fields.end();
        return status;
    }

    /// Sends a transaction and waits until the ledger acknowledges it.
    ///
    /// @throws RemoteException with the reason as code, and status 400 or 422, if the rules refuse it
    public Accepted submit(Bytes transaction) throws IOException, RemoteException, MalformedException {
        JsonFields fields = JsonFields.of(
                "", HttpPeer.json(peer.post("/v1/ledger/transactions", transaction, Reply.OCTETS, SUBMIT_LIMIT)));
        return new Accepted(fields.integer("height", 0, JsonInteger.VALUE_MAX), fields.string("outcome", 256));
    }

    /// What the log adds to a receipt, or empty while it is not there.
    ///
    /// @param wait how long the ledger may hold the answer back until it is
    public Optional<Logged> inclusion(Digest operator, Digest leaf, Duration wait)
            throws IOException, RemoteException, MalformedException {
        String path = "/v1/ledger/inclusion/" + operator.hex() + "/" + leaf.hex() + "?wait=" + wait.toMillis();
        try {
            Bytes body = peer.get(path, wait.plus(QUERY_LIMIT));
            return Optional.of(LoggedJson.read(JsonFields.of("", HttpPeer.json(body))));
        } catch (RemoteException refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
