package dev.credence.node.operator;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.store.GroupLog;
import dev.credence.node.world.World;
import dev.credence.operator.batch.Pair;
import dev.credence.operator.batch.PairQueue;
import dev.credence.operator.commit.OperatorIdentity;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings leaves to the ledger in batches, one after the other, and tries again until each is acknowledged.
final class LeafSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeafSender.class);
    private static final long RETRY_MILLIS_MIN = 50;
    private static final long RETRY_MILLIS_MAX = 5_000;

    private final World world;
    private final OperatorIdentity identity;
    private final LedgerClient ledger;
    private final SlotJournal journal;
    private final PairQueue queue = new PairQueue();
    private final AtomicLong height;
    private boolean closed;

    /// @param height of the ledger as last seen
    LeafSender(World world, OperatorIdentity identity, LedgerClient ledger, SlotJournal.Opened opened, long height) {
        this.world = world;
        this.identity = identity;
        this.ledger = ledger;
        this.journal = opened.journal();
        this.height = new AtomicLong(height);
        for (SlotJournal.Signed waiting : opened.content().waiting()) {
            queue.add(waiting.pair(), world.clock().timeMillis());
        }
    }

    void start() {
        world.tasks().start("leaves to ledger", this::run);
    }

    /// The ledger's height as last seen.
    long height() {
        return height.get();
    }

    void sawHeight(long seen) {
        height.accumulateAndGet(seen, Math::max);
    }

    /// Leaves that the ledger has not acknowledged.
    int waiting() {
        return queue.size();
    }

    /// Whether the ledger has taken so little for so long that nothing more is to be signed.
    boolean isFull() {
        return queue.isFull();
    }

    /// Sends the pair with the next batch, and returns when it is durable: only then may the statement leave.
    void send(Pair pair, long statementHeight) throws IOException {
        GroupLog<?>.Noted noted;
        // In one step, so that the journal's order is the queue's, on which counting acknowledgements rests.
        synchronized (journal) {
            noted = journal.signed(pair, statementHeight);
            queue.add(pair, world.clock().timeMillis());
        }
        synchronized (this) {
            notifyAll();
        }
        noted.await();
    }

    /// Lets the journal forget what the ledger has forgotten.
    void compact() {
        try {
            journal.compact();
        } catch (IOException failed) {
            LOG.error("the journal of slots cannot be written anew, and nothing more is signed: {}", failed.getMessage());
        }
    }

    private void run() {
        long retryMillis = RETRY_MILLIS_MIN;
        while (true) {
            List<Pair> batch = awaitBatch();
            if (batch.isEmpty()) {
                return;
            }
            try {
                submit(batch);
                retryMillis = RETRY_MILLIS_MIN;
            } catch (IOException | RemoteException | MalformedException failed) {
                // Closing ends what runs with exceptions that say nothing; the leaves stay in the journal.
                if (isClosed()) {
                    return;
                }
                LOG.warn(
                        "{} leaves are not on the ledger yet: {}",
                        queue.size(),
                        failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage());
                if (!pause(retryMillis)) {
                    return;
                }
                retryMillis = Math.min(RETRY_MILLIS_MAX, 2 * retryMillis);
            }
        }
    }

    private void submit(List<Pair> batch) throws IOException, RemoteException, MalformedException {
        // A slot that the ledger knows must never be signed again, so it must outlive the machine first, as every pair before it.
        journal.sync();
        Transaction transaction = new Transaction.Batch(
                identity.key().publicKey(),
                batch.stream().map(pair -> new SlotLeaf(pair.slot(), pair.leaf())).toList());
        SignedTransaction signed = SignedTransaction.sign(identity.network(), transaction, identity.key());
        sawHeight(ledger.submit(signed.bytes()).height());
        journal.acknowledged(batch.size());
        queue.acknowledge();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    // Empty only when closed.
    private synchronized List<Pair> awaitBatch() {
        while (!closed) {
            long now = world.clock().timeMillis();
            List<Pair> batch = queue.batch(now);
            if (!batch.isEmpty()) {
                return batch;
            }
            long due = queue.millisUntilDue(now);
            try {
                if (due < 0) {
                    wait();
                } else {
                    wait(Math.max(1, due));
                }
            } catch (InterruptedException stopped) {
                closed = true;
            }
        }
        return List.of();
    }

    // False when closed.
    private synchronized boolean pause(long millis) {
        long until = world.clock().timeMillis() + millis;
        try {
            for (long left = millis; left > 0 && !closed; left = until - world.clock().timeMillis()) {
                wait(left);
            }
        } catch (InterruptedException stopped) {
            closed = true;
        }
        return !closed;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        journal.close();
    }
}
