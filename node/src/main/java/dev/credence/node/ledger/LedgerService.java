package dev.credence.node.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.EntryBundle;
import dev.credence.foundation.merkle.TilePath;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.SignedNote;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Tasks;
import dev.credence.node.world.World;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.settlement.machine.Block;
import dev.credence.settlement.machine.Admission;
import dev.credence.settlement.machine.BlockBuilder;
import dev.credence.settlement.machine.BlockResult;
import dev.credence.settlement.machine.Ledger;
import dev.credence.settlement.machine.Limits;
import dev.credence.settlement.machine.Outcome;
import dev.credence.settlement.state.State;
import dev.credence.settlement.transaction.GenuineTransaction;
import dev.credence.settlement.transaction.Transaction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded engine: one process that orders transactions into blocks.
///
/// ```
/// submit ─▶ queue ─▶ block ─▶ durable ─▶ log tree ─▶ checkpoint ─▶ cosigners ─▶ acknowledged
/// ```
///
/// What is acknowledged is durable and cosigned. If the disk fails, the ledger stops: everything that waits is answered
/// so, and only a new start, which reads the disk again, goes on.
public final class LedgerService implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerService.class);
    private static final long QUEUE_BYTES_MAX = 32L << 20;
    private static final int CHECKPOINT_BYTES_MAX = SignedNote.NOTE_BYTES_MAX;

    private record Waiting(GenuineTransaction genuine, long sinceNanos, CompletableFuture<Answer> answer) {
        Bytes transaction() {
            return genuine.signed().bytes();
        }

        boolean isOfAccount() {
            return isAccounts(genuine.signed().transaction());
        }
    }

    private final World world;
    private final LedgerSettings settings;
    private final LedgerIdentity identity;
    private final Ledger ledger;
    private final Path checkpointPath;
    private final LedgerStore store;
    private final SnapshotWriter snapshots;
    private final CosignerRounds cosigners;
    private final Acknowledgements acknowledgements = new Acknowledgements();

    // Guarded by lock.
    private final Object lock = new Object();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long queueBytes;
    private int accountsWaiting;
    private Tasks.Timer closing;
    private boolean busy;
    private boolean dueWhileBusy;
    private Tasks.Timer due;
    private Optional<CosignerRounds.Published> published = Optional.empty();
    private Optional<String> stopped = Optional.empty();
    private CompletableFuture<Void> publication = new CompletableFuture<>();

    private LedgerService(
            World world, LedgerSettings settings, LedgerIdentity identity, Path directory, List<CosignerLink> links)
            throws IOException {
        this.world = world;
        this.settings = settings;
        this.identity = identity;
        this.ledger = new Ledger(identity.genesis());
        this.checkpointPath = directory.resolve("checkpoint");
        this.store = LedgerStore.open(world, directory, ledger);
        this.snapshots = new SnapshotWriter(world.tasks(), store, settings.snapshotReceiptsMin());
        this.cosigners = new CosignerRounds(
                world, store::consistency, links, identity.genesis().quorum(), this::published);
    }

    /// Opens the ledger in `directory`, creating it if absent, and asks the cosigners for its newest checkpoint.
    ///
    /// @throws StoreException if what is on disk is damaged, or of another network
    public static LedgerService open(
            World world, LedgerSettings settings, LedgerIdentity identity, Path directory, List<CosignerLink> links)
            throws IOException {
        LedgerService service = new LedgerService(world, settings, identity, directory, links);
        try {
            service.recallCheckpoint();
        } catch (IOException failed) {
            service.store.close();
            throw failed;
        }
        service.offerCheckpoint();
        service.watchDue();
        return service;
    }

    // The last published checkpoint tells whether the log lost its end; it serves until the cosigners sign a newer one.
    private void recallCheckpoint() throws IOException {
        if (!world.disk().exists(checkpointPath)) {
            return;
        }
        try {
            SignedNote note = SignedNote.decode(AtomicFile.read(world.disk(), checkpointPath, CHECKPOINT_BYTES_MAX));
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            long size = store.checkpoint().size();
            if (checkpoint.size() > size || !store.root(checkpoint.size()).equals(checkpoint.root())) {
                throw new StoreException("the block log gives " + size + " entries, but a checkpoint of "
                        + checkpoint.size() + " entries was published: the log has lost what was acknowledged; restore it from a copy");
            }
            published = Optional.of(new CosignerRounds.Published(checkpoint, note));
            acknowledgements.publish(checkpoint.size());
        } catch (MalformedException malformed) {
            throw new StoreException(checkpointPath + " is no checkpoint: " + malformed.getMessage());
        }
    }

    /// Takes a transaction; the future completes when it is acknowledged, refused, or the ledger stops.
    ///
    /// Its signatures are checked here, on the caller's thread: nothing waits for a block that no block would take, and blocks are
    /// built without checking again. Whoever calls sees to it that not too many do so at once.
    public CompletableFuture<Answer> submit(Bytes transaction) {
        return switch (ledger.admit(store.state(), transaction)) {
            case Admission.Turned(Outcome.Refused refusal) ->
                CompletableFuture.completedFuture(new Answer.Refused(refusal.reason(), refusal.detail()));
            case Admission.Admitted(GenuineTransaction genuine) -> enqueue(genuine);
        };
    }

    private CompletableFuture<Answer> enqueue(GenuineTransaction genuine) {
        Bytes transaction = genuine.signed().bytes();
        synchronized (lock) {
            if (stopped.isPresent()) {
                return CompletableFuture.completedFuture(new Answer.Unavailable(stopped.get()));
            }
            int count = queue.size() + acknowledgements.count();
            if (count >= settings.waitingMax() || queueBytes + transaction.length() > QUEUE_BYTES_MAX) {
                return CompletableFuture.completedFuture(
                        new Answer.Overloaded("the ledger has " + count + " transactions waiting; try again later"));
            }
            // Anybody can sign for an account, and whether it can pay shows in the block: half of the room is the operators'.
            if (isAccounts(genuine.signed().transaction())) {
                if (accountsWaiting >= Math.ceilDiv(settings.waitingMax(), 2)) {
                    return CompletableFuture.completedFuture(new Answer.Overloaded(
                            "the ledger has " + accountsWaiting + " transactions of accounts waiting; try again later"));
                }
                accountsWaiting++;
            }
            Waiting waiting = new Waiting(genuine, world.clock().steadyNanos(), new CompletableFuture<>());
            queue.add(waiting);
            queueBytes += transaction.length();
            if (!busy && closing == null) {
                closing = world.tasks().after(settings.lingerMillis(), "close block", () -> close(false));
            }
            return waiting.answer();
        }
    }

    private static boolean isAccounts(Transaction transaction) {
        return switch (transaction) {
            case Transaction.Heartbeat _, Transaction.Batch _, Transaction.Submission _ -> false;
            case Transaction.Transfer _, Transaction.FaucetClaim _, Transaction.RegisterOperator _, Transaction.AddStake _,
                    Transaction.DeregisterOperator _, Transaction.WithdrawStake _, Transaction.AnnounceRelease _ -> true;
        };
    }

    // One block at a time. What came in meanwhile waits until its own linger is over, which it mostly is.
    private void close(boolean empty) {
        List<Waiting> taken;
        synchronized (lock) {
            closing = null;
            dueWhileBusy |= empty && busy;
            if (busy || stopped.isPresent()) {
                return;
            }
            busy = true;
            taken = take();
        }
        try {
            produce(taken, empty);
        } catch (IOException failed) {
            taken.forEach(waiting -> waiting.answer().complete(new Answer.Unavailable(failed.getMessage())));
            fail(failed.getMessage());
        } catch (RuntimeException | Error bug) {
            // The block may be durable without being taken in: nothing must be built on what is in memory.
            taken.forEach(waiting -> waiting.answer().complete(new Answer.Unavailable("the ledger failed by a bug: " + bug)));
            fail("a bug: " + bug);
            throw bug;
        } finally {
            synchronized (lock) {
                busy = false;
                if (dueWhileBusy) {
                    dueWhileBusy = false;
                    world.tasks().start("heartbeat due", this::closeIfDue);
                }
                if (!queue.isEmpty() && stopped.isEmpty()) {
                    long waited = (world.clock().steadyNanos() - queue.peek().sinceNanos()) / 1_000_000;
                    closing = world.tasks()
                            .after(settings.lingerMillis() - waited, "close block", () -> close(false));
                }
            }
        }
    }

    private List<Waiting> take() {
        List<Waiting> taken = new ArrayList<>();
        long bytes = 0;
        while (!queue.isEmpty() && taken.size() < Limits.BLOCK_TRANSACTIONS_MAX) {
            int length = queue.peek().transaction().length();
            if (bytes + length > Limits.BLOCK_BYTES_MAX) {
                break;
            }
            bytes += length;
            accountsWaiting -= queue.peek().isOfAccount() ? 1 : 0;
            taken.add(queue.poll());
        }
        queueBytes -= bytes;
        return taken;
    }

    private void produce(List<Waiting> taken, boolean empty) throws IOException {
        State before = store.state();
        long time = Math.max(world.clock().timeMillis(), before.chain().timeMillis());
        BlockBuilder builder = ledger.begin(before, time);
        List<Bytes> kept = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Waiting waiting : taken) {
            Outcome outcome = builder.apply(waiting.genuine());
            outcomes.add(outcome);
            if (outcome.hasEffect()) {
                kept.add(waiting.transaction());
            }
        }
        if (!kept.isEmpty() || empty) {
            long height = builder.height();
            Digest reveal = identity.secrets().reveal(height);
            Digest next = identity.secrets().commitment(height + 1);
            BlockResult result = builder.close(reveal, next);
            store.append(new Block(height, time, reveal, next, kept), result);
            snapshots.writeIfDue();
        }
        await(taken, outcomes);
        if (!kept.isEmpty() || empty) {
            offerCheckpoint();
            watchDue();
        }
    }

    private void await(List<Waiting> taken, List<Outcome> outcomes) {
        long size = store.state().chain().logSize();
        long height = store.state().chain().height();
        for (int i = 0; i < taken.size(); i++) {
            CompletableFuture<Answer> answer = taken.get(i).answer();
            switch (outcomes.get(i)) {
                case Outcome.Refused refused ->
                    answer.complete(new Answer.Refused(refused.reason(), refused.detail()));
                case Outcome.Done done ->
                    acknowledgements.add(size, new Answer.Acknowledged(height, done), answer);
                case Outcome.Logged logged ->
                    acknowledgements.add(size, new Answer.Acknowledged(height, logged), answer);
            }
        }
    }

    private void offerCheckpoint() {
        Checkpoint checkpoint = store.checkpoint();
        cosigners.offer(new CosignerRounds.Published(checkpoint, checkpoint.sign(identity.logKey())));
    }

    private void published(CosignerRounds.Published now) {
        CompletableFuture<Void> news;
        synchronized (lock) {
            published = Optional.of(now);
            news = publication;
            publication = new CompletableFuture<>();
        }
        news.complete(null);
        acknowledgements.publish(now.checkpoint().size());
    }

    // An operator whose heartbeats are missing becomes inactive by a block, even if nobody asks for one.
    private void watchDue() {
        OptionalLong dueMillis = ledger.blockDueMillis(store.state());
        synchronized (lock) {
            if (due != null) {
                due.cancel();
            }
            due = dueMillis.isEmpty() || stopped.isPresent()
                    ? null
                    : world.tasks()
                            .after(dueMillis.getAsLong() - world.clock().timeMillis(), "heartbeat due", this::closeIfDue);
        }
    }

    private void closeIfDue() {
        OptionalLong dueMillis = ledger.blockDueMillis(store.state());
        if (dueMillis.isPresent() && dueMillis.getAsLong() <= world.clock().timeMillis()) {
            close(true);
        } else {
            watchDue();
        }
    }

    private void fail(String why) {
        LOG.error("the ledger has stopped: {}", why);
        stop(why);
    }

    private void stop(String why) {
        List<Waiting> left;
        CompletableFuture<Void> news;
        synchronized (lock) {
            if (stopped.isPresent()) {
                return;
            }
            stopped = Optional.of("the ledger has stopped: " + why);
            left = List.copyOf(queue);
            queue.clear();
            news = publication;
        }
        news.complete(null);
        left.forEach(waiting -> waiting.answer().complete(new Answer.Unavailable("the ledger has stopped: " + why)));
    }

    /// The network's genesis.
    public Ledger ledger() {
        return ledger;
    }

    /// The state after the last durable block.
    public State state() {
        return store.state();
    }

    /// The operators as of the last durable block.
    public OperatorsList operators() {
        return ledger.operators(store.state());
    }

    /// Why the ledger takes nothing more, if it has stopped.
    public Optional<String> stopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    /// One sentence for each cosigner that does not answer as it should.
    public List<String> troubles() {
        return cosigners.troubles();
    }

    /// Receipts on the log.
    public int receipts() {
        return store.receipts();
    }

    private Optional<CosignerRounds.Published> published() {
        synchronized (lock) {
            return published;
        }
    }

    /// The newest checkpoint with its quorum of cosigners, if there is one yet.
    public Optional<Bytes> checkpoint() {
        return published().map(now -> now.note().encode());
    }

    /// The tile or entry bundle of that path (C2SP tlog-tiles), if the published log has it.
    public Optional<Bytes> tile(TilePath path) throws IOException {
        long size = published().map(now -> now.checkpoint().size()).orElse(0L);
        return switch (path) {
            case TilePath.Hashes hashes -> store.tile(hashes);
            case TilePath.Entries entries -> {
                boolean there = entries.index() <= (size - entries.width()) / TilePath.WIDTH && size >= entries.width();
                yield there
                        ? Optional.of(EntryBundle.encode(
                                store.entries(entries.index() * TilePath.WIDTH, entries.width())))
                        : Optional.empty();
            }
        };
    }

    /// What the log adds to the receipt of that leaf.
    ///
    /// @param operator who issued it; empty for whoever logged the leaf
    public InclusionAnswer inclusion(Optional<Digest> operator, Digest leaf) throws IOException {
        return new InclusionFinder(ledger, store).find(operator, leaf, published());
    }

    /// As `inclusion`, but waits for it: looks again whenever a checkpoint has its quorum, for nothing else can bring it.
    public InclusionAnswer inclusion(Digest operator, Digest leaf, long waitMillis) throws IOException, InterruptedException {
        long until = world.clock().steadyNanos() + waitMillis * 1_000_000;
        while (true) {
            CompletableFuture<Void> news;
            boolean over;
            synchronized (lock) {
                news = publication;
                over = stopped.isPresent();
            }
            InclusionAnswer answer = inclusion(Optional.of(operator), leaf);
            long left = until - world.clock().steadyNanos();
            if (answer instanceof InclusionAnswer.Found || over || left <= 0) {
                return answer;
            }
            try {
                news.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                return answer;
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("news come without a cause", impossible);
            }
        }
    }

    /// Writes down the published checkpoint and a snapshot, and lets go of the files. What waits is answered as
    /// unavailable.
    @Override
    public void close() throws IOException {
        boolean failed = stopped().isPresent();
        stop("it was closed");
        cosigners.close();
        synchronized (lock) {
            if (closing != null) {
                closing.cancel();
            }
            if (due != null) {
                due.cancel();
            }
        }
        acknowledgements.giveUp(new Answer.Unavailable("the ledger was closed"));
        Optional<CosignerRounds.Published> last = published();
        if (last.isPresent()) {
            AtomicFile.write(world.disk(), checkpointPath, last.get().note().encode());
        }
        if (!failed) {
            snapshots.writeLast();
        }
        store.close();
    }
}
