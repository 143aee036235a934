package dev.credence.node.network;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.inference.op.Budget;
import dev.credence.node.exchange.OperatorClient;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.gateway.GatewayNode;
import dev.credence.node.gateway.GatewaySettings;
import dev.credence.node.gateway.Retention;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubClient;
import dev.credence.node.hub.HubException;
import dev.credence.node.operator.OperatorNode;
import dev.credence.node.operator.OperatorSettings;
import dev.credence.node.publishing.ModelFolder;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.DataDirectory;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.settlement.genesis.Genesis;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// A whole network in one process: a ledger, two cosigners, a gateway with the hub, operators; real sockets between them, and
/// each role with a directory and keys of its own.
///
/// That all keys lie under one directory is what its environment `local` says, in every receipt.
public final class LocalNetwork implements AutoCloseable {
    /// Name and version of this build, as statements say it.
    public static final String BUILD = "credence-0.1.0";

    private static final String GATEWAY = "gateway";
    private static final int COSIGNERS = 2;
    private static final long FAUCET_MICRO_CREDITS = 10_000_000_000L;
    private static final long READY_MILLIS_MAX = 30_000;
    private static final long POLL_MILLIS = 5;

    private final World world;
    private final LocalSettings settings;
    private final Deque<Closeable> open = new ArrayDeque<>();
    private final List<OperatorNode> operators = new ArrayList<>();
    private final List<ReleaseName> published = new ArrayList<>();
    private TrustFile.OfNetwork trust;
    private LedgerRole ledger;
    private GatewayNode gateway;

    private LocalNetwork(World world, LocalSettings settings) {
        this.world = world;
        this.settings = settings;
    }

    /// Starts all roles, publishes the models, and returns when every operator is registered and has them.
    ///
    /// @param progress is told what is being done, a few words each time
    public static LocalNetwork start(World world, LocalSettings settings, Consumer<String> progress)
            throws IOException, MalformedException, RefusedException, HubException {
        LocalNetwork network = new LocalNetwork(world, settings);
        try {
            progress.accept("ledger and cosigners");
            network.startLedger();
            progress.accept("gateway and hub");
            SecretKey publisher = network.publisher();
            network.startGateway(Set.of(publisher.publicKey().id()));
            progress.accept("models");
            network.publish(publisher);
            progress.accept("operators");
            network.startOperators();
            network.awaitOperators();
            network.writeFiles();
            return network;
        } catch (IOException | MalformedException | RefusedException | HubException | RuntimeException failed) {
            network.close();
            throw failed;
        }
    }

    private DataDirectory directory(String name) throws IOException {
        DataDirectory directory = DataDirectory.open(world, settings.data().resolve(name));
        open.push(directory);
        return directory;
    }

    private void startLedger() throws IOException {
        DataDirectory ledgerDirectory = directory("ledger");
        Map<String, DataDirectory> cosigners = new LinkedHashMap<>();
        List<Genesis.GenesisCosigner> members = new ArrayList<>();
        for (int i = 1; i <= COSIGNERS; i++) {
            String name = "cosigner-" + i;
            DataDirectory own = directory(name);
            cosigners.put(name, own);
            members.add(new Genesis.GenesisCosigner(name, CosignerRole.key(own)));
        }
        Genesis genesis = LedgerRole.genesis(
                world, ledgerDirectory, new LedgerRole.Founding("local", "local", FAUCET_MICRO_CREDITS, members, COSIGNERS));
        trust = TrustFiles.of(genesis);
        Map<String, URI> addresses = new LinkedHashMap<>();
        for (Map.Entry<String, DataDirectory> cosigner : cosigners.entrySet()) {
            CosignerRole role = CosignerRole.start(
                    world, cosigner.getValue(), cosigner.getKey(), List.of(TrustFiles.logKey(genesis)), settings.host(), 0);
            open.push(role::close);
            addresses.put(cosigner.getKey(), URI.create(role.url()));
        }
        ledger = LedgerRole.start(world, ledgerDirectory, genesis, addresses, settings.host(), 0);
        open.push(ledger::close);
    }

    private SecretKey publisher() throws IOException {
        try (DataDirectory own = DataDirectory.open(world, settings.data().resolve("publisher"))) {
            return own.key("publisher");
        }
    }

    private void startGateway(Set<Digest> publishers) throws IOException {
        DataDirectory own = directory(GATEWAY);
        Hub hub = Hub.open(world.disk(), own.resolve(Hub.FOLDER), publishers);
        GatewaySettings known = new GatewaySettings(List.of(), URI.create(ledger.url()), Retention.DEFAULT);
        gateway = GatewayNode.start(
                new GatewayNode.Start(world, own, trust, hub, BUILD), known, settings.host(), settings.port());
        open.push(gateway::close);
    }

    private void publish(SecretKey publisher) throws IOException, MalformedException, RefusedException, HubException {
        HubClient hub = new HubClient(world.network(), URI.create(gateway.url()));
        List<Path> folders = settings.models().isPresent() ? ModelFolder.list(world.disk(), settings.models().get()) : List.of();
        for (Path folder : folders) {
            published.add(ModelFolder.publish(world.disk(), folder, hub, publisher, world.clock().timeMillis()));
        }
        for (LocalSettings.NamedModel model : settings.files()) {
            ModelFolder.language(world.disk(), model.file(), model.name(), List.of(), model.licence())
                    .publish(hub, publisher, world.clock().timeMillis(), _ -> {});
            published.add(model.name());
        }
    }

    private void startOperators() throws IOException {
        Engine engine = new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT);
        OperatorSettings known = OperatorSettings.of(URI.create(gateway.url())).beside(settings.data().resolve(GATEWAY).resolve(Hub.FOLDER));
        for (int i = 0; i < settings.conduct().size(); i++) {
            OperatorNode.Start start = new OperatorNode.Start(
                    world, directory("operator-" + (i + 1)), trust, URI.create(ledger.url()), engine, BUILD);
            OperatorNode operator =
                    OperatorNode.start(start, known, settings.conduct().get(i), settings.host(), 0);
            operators.add(operator);
            open.push(operator::close);
            gateway.addOperator(URI.create(operator.url()));
        }
    }

    private void awaitOperators() throws IOException {
        long deadline = world.clock().steadyNanos() + READY_MILLIS_MAX * 1_000_000;
        while (!operators.stream().allMatch(this::isReady) || gateway.answering() < operators.size()) {
            if (world.clock().steadyNanos() > deadline) {
                throw new IOException("the operators are not ready after " + READY_MILLIS_MAX / 1_000 + " s");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("the start was interrupted", stopped);
            }
        }
    }

    private boolean isReady(OperatorNode operator) {
        try {
            return operator.isRegistered()
                    && new OperatorClient(world.network(), URI.create(operator.url())).info().models().size() >= published.size();
        } catch (IOException | RemoteException | MalformedException notYet) {
            return false;
        }
    }

    private void writeFiles() throws IOException {
        AtomicFile.write(world.disk(), trustFile(), trust.encode());
        NetworkFile file = new NetworkFile(
                trust.network(), gateway.url(), ledger.url(), operators.stream().map(OperatorNode::url).toList());
        AtomicFile.write(world.disk(), settings.data().resolve(NetworkFile.NAME), file.encode());
    }

    public Path trustFile() {
        return settings.data().resolve("trust.json");
    }

    public TrustFile.OfNetwork trust() {
        return trust;
    }

    public String gatewayUrl() {
        return gateway.url();
    }

    public LedgerRole ledger() {
        return ledger;
    }

    public List<OperatorNode> operators() {
        return List.copyOf(operators);
    }

    /// Names of the releases that the settings' folder holds.
    public List<ReleaseName> published() {
        return List.copyOf(published);
    }

    /// Stops all roles, last started first.
    @Override
    public void close() throws IOException {
        IOException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException failed) {
                if (first == null) {
                    first = failed;
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
