package dev.credence.node.gateway;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.OperatorClient;
import dev.credence.node.exchange.OperatorInfo;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.world.World;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.verification.replay.Draw;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which operators there are: where they answer, what they say of themselves, and whether the ledger lists them.
///
/// Asked again every second, sooner while one of them does not answer or is not listed. Only an operator that the ledger lists is given requests: its key is the list's, not its own word.
final class OperatorDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorDirectory.class);
    private static final long REFRESH_MILLIS = 1_000;
    // While somebody is not there yet, a network that is starting should not wait for us.
    private static final long SETTLING_MILLIS = 100;
    private static final long REST_MILLIS = 5_000;

    private final World world;
    private final LedgerClient ledger;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private volatile OperatorsList listed = new OperatorsList(0, List.of());
    private volatile long height;
    private volatile boolean closed;

    OperatorDirectory(World world, LedgerClient ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    /// One operator as it was seen last.
    static final class Entry {
        private final OperatorClient client;
        private final AtomicInteger inWork = new AtomicInteger();
        private volatile Optional<OperatorInfo> info = Optional.empty();
        private volatile long restsUntilMillis;

        private Entry(OperatorClient client) {
            this.client = client;
        }

        OperatorClient client() {
            return client;
        }

        Optional<OperatorInfo> info() {
            return info;
        }

        /// Requests of this gateway that it works on.
        AtomicInteger inWork() {
            return inWork;
        }

        boolean isCalled(Digest id) {
            return info.isPresent() && info.get().id().equals(id);
        }
    }

    void add(URI address) {
        entries.add(new Entry(new OperatorClient(world.network(), address)));
    }

    /// Asks everybody once, then again every second.
    void start() {
        world.tasks().start("operator directory", this::refresh);
    }

    private void refresh() {
        if (closed) {
            return;
        }
        try {
            listed = ledger.operators();
            height = Math.max(height, ledger.status().height());
        } catch (IOException | RemoteException | MalformedException failed) {
            LOG.debug("the ledger's list of operators could not be read: {}", failed.getMessage());
        }
        for (Entry entry : entries) {
            try {
                entry.info = Optional.of(entry.client.info());
            } catch (IOException | RemoteException | MalformedException failed) {
                if (entry.info.isPresent()) {
                    LOG.warn("the operator at {} does not answer: {}", entry.client.address(), failed.getMessage());
                }
                entry.info = Optional.empty();
            }
        }
        boolean settled = entries.stream()
                .allMatch(entry -> entry.info.isPresent() && key(entry.info.get().id()).isPresent());
        world.tasks().after(settled ? REFRESH_MILLIS : SETTLING_MILLIS, "operator directory", this::refresh);
    }

    List<Entry> all() {
        return entries;
    }

    OperatorsList listed() {
        return listed;
    }

    /// The ledger's height as last seen.
    long height() {
        return height;
    }

    /// The key under which the ledger lists an operator.
    Optional<PublicKey> key(Digest id) {
        return listed.find(id).map(ListedOperator::key);
    }

    Optional<Entry> find(Digest id) {
        return entries.stream().filter(entry -> entry.isCalled(id)).findFirst();
    }

    /// The same, waiting for it to appear.
    Optional<Entry> await(Digest id, Duration patience) {
        Optional<Entry> entry = find(id);
        for (long left = patience.toMillis(); entry.isEmpty() && left > 0; left -= SETTLING_MILLIS) {
            try {
                Thread.sleep(SETTLING_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            entry = find(id);
        }
        return entry;
    }

    /// Operators that can answer for `model`, the one with the least to do first.
    List<Entry> serving(Digest model) {
        long now = world.clock().timeMillis();
        return entries.stream()
                .filter(entry -> entry.restsUntilMillis <= now && entry.info.isPresent())
                .filter(entry -> entry.info.get().models().contains(model) || entry.info.get().pullsOnDemand())
                .filter(entry -> key(entry.info.get().id()).isPresent())
                .sorted(Comparator.comparing((Entry entry) -> !entry.info.orElseThrow().models().contains(model))
                        .thenComparingInt(entry -> entry.inWork.get()))
                .toList();
    }

    /// How many owners can be drawn for an answer of `executor`.
    int owners(Digest executor) {
        return Draw.owners(listed, executor);
    }

    /// Passes over an operator for a while: it failed, or what it sent did not hold.
    void rest(Entry entry, String why) {
        entry.restsUntilMillis = world.clock().timeMillis() + REST_MILLIS;
        LOG.warn("the operator at {} rests for {} ms: {}", entry.client.address(), REST_MILLIS, why);
    }

    @Override
    public void close() {
        closed = true;
    }
}
