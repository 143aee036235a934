package dev.credence.node.operator;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.world.Tasks;
import dev.credence.operator.commit.OperatorIdentity;
import dev.credence.settlement.machine.Limits;
import dev.credence.settlement.machine.Reason;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.Transaction;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the operator one of the network, and keeps it active by heartbeats.
///
/// Where the owner's account has too little for the stake it asks the network's faucet, once.
final class Registration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final long RETRY_MILLIS = 1_000;

    private final Tasks tasks;
    private final OperatorIdentity identity;
    private final SecretKey owner;
    private final LedgerClient ledger;
    private final LeafSender sender;
    private volatile boolean registered;
    private volatile boolean closed;

    Registration(Tasks tasks, OperatorIdentity identity, SecretKey owner, LedgerClient ledger, LeafSender sender) {
        this.tasks = tasks;
        this.identity = identity;
        this.owner = owner;
        this.ledger = ledger;
        this.sender = sender;
    }

    /// Registers and goes on beating, beside the caller.
    void start() {
        tasks.start("registration", this::run);
    }

    /// Whether the ledger has this operator on its list.
    boolean isRegistered() {
        return registered;
    }

    private void run() {
        if (closed) {
            return;
        }
        long next = RETRY_MILLIS;
        try {
            if (!registered) {
                register();
                registered = true;
            }
            beat();
            next = Limits.HEARTBEAT_INTERVAL_MILLIS;
        } catch (IOException | RemoteException | MalformedException failed) {
            if (!closed) {
                LOG.warn("{}: {}", registered ? "no heartbeat" : "not registered", failed.getMessage());
            }
        }
        if (!closed) {
            tasks.after(next, "heartbeat", this::run);
        }
    }

    private void register() throws IOException, RemoteException, MalformedException {
        if (ledger.operators().find(identity.id()).isPresent()) {
            return;
        }
        Digest account = owner.publicKey().id();
        LedgerClient.AccountStatus status = ledger.account(account);
        if (status.balance() < Limits.STAKE_MIN) {
            submit(new Transaction.FaucetClaim(owner.publicKey(), status.nonce()), owner);
            status = ledger.account(account);
        }
        try {
            submit(
                    new Transaction.RegisterOperator(
                            owner.publicKey(), status.nonce(), identity.key().publicKey(), Limits.STAKE_MIN),
                    owner,
                    identity.key());
        } catch (RemoteException refused) {
            // An earlier attempt may have come through although its reply was lost.
            if (!refused.code().equalsIgnoreCase(Reason.OPERATOR_KNOWN.name())) {
                throw refused;
            }
        }
    }

    private void beat() throws IOException, RemoteException, MalformedException {
        long height = ledger.status().height();
        sender.sawHeight(height);
        try {
            submit(new Transaction.Heartbeat(identity.key().publicKey(), height), identity.key());
        } catch (RemoteException refused) {
            // No block since the last heartbeat: that one still counts.
            if (!refused.code().equalsIgnoreCase(Reason.HEARTBEAT_STALE.name())) {
                throw refused;
            }
        }
    }

    private void submit(Transaction transaction, SecretKey... keys) throws IOException, RemoteException, MalformedException {
        sender.sawHeight(
                ledger.submit(SignedTransaction.sign(identity.network(), transaction, keys).bytes()).height());
    }

    @Override
    public void close() {
        closed = true;
    }
}
