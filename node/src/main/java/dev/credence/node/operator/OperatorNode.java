package dev.credence.node.operator;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.generation.LanguageHost;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.OperatorInfo;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.http.HttpListener;
import dev.credence.node.http.Routes;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubClient;
import dev.credence.node.hub.HubException;
import dev.credence.node.store.DataDirectory;
import dev.credence.node.world.World;
import dev.credence.operator.commit.OperatorIdentity;
import dev.credence.operator.commit.SlotBook;
import dev.credence.operator.replay.TraceWindow;
import dev.credence.receipt.envelope.TrustFile;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running operator.
///
/// ```
/// gateway ─▶ OperatorRoutes ─▶ OperatorService ─▶ ExecutionPool ─▶ Conduct
///                                    │
///                              SlotJournal ─▶ LeafSender ─▶ ledger
/// ```
public final class OperatorNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorNode.class);
    private static final int TRACES_MAX = 20_000;
    private static final long TRACE_BYTES_MAX = 64L << 20;
    /// A proof takes the memory of its witness many times over; one after the other is soonest for all.
    private static final int PROVING_THREADS = 1;
    private static final int PROOFS_WAITING_MAX = 256;
    private static final long FORGET_MILLIS = 60_000;
    private static final long PULL_RETRY_MILLIS = 2_000;
    /// Whoever serves every model of a hub has a new one soon after it is published, rather than when somebody waits for it.
    private static final long PULL_POLL_MILLIS = 5_000;

    private final OperatorSettings settings;
    private final OperatorIdentity identity;
    private final Digest owner;
    private final World world;
    private final LanguageHost languages;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final ModelShelf shelf;
    private final Optional<HubClient> hub;
    private final ExecutionPool pool;
    private final ProvingPool proving;
    private final SlotBook slots;
    private final LeafSender sender;
    private final Registration registration;
    private HttpListener listener;
    private volatile boolean closed;

    /// What an operator starts with.
    ///
    /// @param directory its own: keys, slots, models
    /// @param trust     the network that it belongs to
    /// @param engine    which kernels execute
    /// @param build     name and version of this build, as statements say it
    public record Start(
            World world, DataDirectory directory, TrustFile.OfNetwork trust, URI ledger, Engine engine, String build) {}

    private OperatorNode(Start start, OperatorSettings settings, Conduct conduct) throws IOException {
        this.settings = settings;
        this.world = start.world();
        SecretKey key = start.directory().key("operator");
        SecretKey ownerKey = start.directory().key("owner");
        this.owner = ownerKey.publicKey().id();
        this.identity = new OperatorIdentity(key, start.trust().network(), start.build());
        this.languages = new LanguageHost(world.tasks(), settings.executionThreads());
        this.shelf = ModelShelf.open(
                world.disk(),
                start.directory().root(),
                start.engine(),
                languages,
                settings.hubFolder().map(folder -> Hub.store(world.disk(), folder)));
        this.hub = settings.hub().map(address -> new HubClient(world.network(), address));
        this.pool = new ExecutionPool(world.tasks(), settings.executionThreads(), settings.queueMax());
        this.proving = new ProvingPool(world.tasks(), world.clock(), PROVING_THREADS, PROOFS_WAITING_MAX);
        this.slots = new SlotBook();
        SlotJournal.Opened opened = SlotJournal.open(world, start.directory().resolve("slots.log"), journalIdentity());
        long height = 0;
        for (SlotJournal.Signed signed : opened.content().signed()) {
            slots.take(signed.pair().slot());
            slots.sign(signed.pair().slot(), signed.height());
            height = Math.max(height, signed.height());
        }
        LedgerClient ledger = new LedgerClient(world.network(), start.ledger());
        this.sender = new LeafSender(world, identity, ledger, opened, height(ledger, height));
        this.registration = new Registration(world.tasks(), identity, ownerKey, ledger, sender);
        OperatorService.Parts parts =
                new OperatorService.Parts(identity, start.trust(), shelf, hub, pool, proving, conduct, world.clock());
        this.service = new OperatorService(parts, settings, sender, slots, new TraceWindow(TRACES_MAX, TRACE_BYTES_MAX));
    }

    private final OperatorService service;

    /// Starts listening, registering, and pulling models.
    ///
    /// @param port 0 for any free one
    public static OperatorNode start(Start start, OperatorSettings settings, Conduct conduct, String host, int port)
            throws IOException {
        OperatorNode node = new OperatorNode(start, settings, conduct);
        try {
            node.listener = HttpListener.start(host, port, node.routes());
        } catch (IOException failed) {
            node.close();
            throw failed;
        }
        node.sender.start();
        node.registration.start();
        node.world.tasks().start("pull models", node::pullModels);
        node.forgetSlots();
        return node;
    }

    private Routes routes() {
        OperatorMetrics metrics = new OperatorMetrics(world.clock())
                .gauge("credence.operator.load", "executions in work or waiting", service::load)
                .gauge("credence.operator.models", "models that are here", () -> shelf.ids().size())
                .gauge("credence.operator.leaves.waiting", "signed statements that the ledger has not acknowledged", this::leavesWaiting)
                .gauge("credence.operator.registered", "1 where the ledger lists this operator", () -> isRegistered() ? 1 : 0)
                .gauge("credence.operator.ledger.height", "the ledger's height as last seen", sender::height);
        return OperatorRoutes.of(service, metrics, this::info);
    }

    public String url() {
        return listener.url();
    }

    public Digest id() {
        return identity.id();
    }

    /// Whether the ledger has this operator on its list.
    public boolean isRegistered() {
        return registration.isRegistered();
    }

    /// Leaves that the ledger has not acknowledged.
    public int leavesWaiting() {
        return sender.waiting();
    }

    OperatorInfo info() {
        return new OperatorInfo(
                identity.id(), owner, identity.engine(), shelf.ids(), settings.pullsOnDemand(), service.load());
    }

    // A journal of another operator or network says nothing about what this one has signed.
    private Bytes journalIdentity() {
        return Bytes.concat(identity.id().bytes(), Bytes.ofUtf8(identity.network()));
    }

    // A ledger that does not answer yet costs freshness alone: heartbeats tell the height later.
    private static long height(LedgerClient ledger, long known) {
        try {
            return Math.max(known, ledger.status().height());
        } catch (IOException | RemoteException | MalformedException absent) {
            return known;
        }
    }

    private void pullModels() {
        if (hub.isEmpty() || closed) {
            return;
        }
        try {
            if (settings.pullsOnDemand()) {
                pullAll(hub.get());
                world.tasks().after(PULL_POLL_MILLIS, "pull models", this::pullModels);
            } else {
                for (String reference : settings.models()) {
                    shelf.pull(hub.get(), reference);
                }
            }
        } catch (IOException | HubException | MalformedException | RefusedException failed) {
            if (!closed) {
                LOG.warn("models are not all here yet: {}", failed.getMessage());
                world.tasks().after(PULL_RETRY_MILLIS, "pull models", this::pullModels);
            }
        }
    }

    private void pullAll(HubClient from) throws IOException, HubException, MalformedException, RefusedException {
        JsonFields list = JsonFields.of("hub", from.list(""));
        for (JsonFields entry : list.objects("models", 100_000)) {
            Json model = entry.any("model");
            if (model instanceof dev.credence.foundation.codec.JsonString(String id) && !refused.contains(id) && !shelf.has(id)) {
                pullOne(from, id);
            }
        }
    }

    // A model that this build does not take stays so; all others are none the worse.
    private void pullOne(HubClient from, String id) throws IOException, HubException {
        try {
            shelf.pull(from, id);
        } catch (MalformedException | RefusedException unusable) {
            refused.add(id);
            LOG.warn("the model {} is not served here: {}", id, unusable.getMessage());
        }
    }

    private void forgetSlots() {
        if (!closed) {
            slots.forgetBefore(sender.height());
            sender.compact();
            world.tasks().after(FORGET_MILLIS, "forget slots", this::forgetSlots);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        languages.close();
        if (listener != null) {
            listener.close();
        }
        registration.close();
        pool.close();
        proving.close();
        sender.close();
    }
}
