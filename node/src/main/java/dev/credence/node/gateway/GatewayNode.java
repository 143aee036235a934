package dev.credence.node.gateway;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.OperatorInfo;
import dev.credence.node.http.HttpListener;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Routes;
import dev.credence.node.hub.Hub;
import dev.credence.node.openai.OpenAiRoutes;
import dev.credence.node.hub.HubRoutes;
import dev.credence.node.store.DataDirectory;
import dev.credence.node.world.World;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.envelope.TrustFile;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A running gateway with the hub.
///
/// ```
/// caller ─▶ InferRoutes ─▶ InferService ─▶ Dispatch ─▶ operator
///                               │
///                        EvidencePipeline ─▶ ledger, drawn operators, executor ─▶ ReceiptStore ─▶ ReceiptRoutes
/// ```
public final class GatewayNode implements AutoCloseable {
    private final OperatorDirectory directory;
    private final ReceiptStore store;
    private final EvidencePipeline pipeline;
    private HttpListener listener;

    /// What a gateway starts with.
    ///
    /// @param directory its own
    /// @param hub       whose models it names
    /// @param build     name and version of this build
    public record Start(World world, DataDirectory directory, TrustFile.OfNetwork trust, Hub hub, String build) {}

    private GatewayNode(Start start, GatewaySettings settings) throws IOException {
        World world = start.world();
        LedgerClient ledger = new LedgerClient(world.network(), settings.ledger());
        this.directory = new OperatorDirectory(world, ledger);
        settings.operators().forEach(directory::add);
        this.store = ReceiptStore.open(
                world, start.directory().resolve("receipts"), start.trust().network(), settings.retention());
        PlanStore plans = PlanStore.open(world.disk(), start.directory().resolve("plans"));
        this.pipeline = new EvidencePipeline(
                world, start.trust(), ledger, directory, new EvidencePipeline.Stores(store, plans));
    }

    /// Starts listening.
    ///
    /// @param port 0 for any free one
    public static GatewayNode start(Start start, GatewaySettings settings, String host, int port) throws IOException {
        GatewayNode node = new GatewayNode(start, settings);
        try {
            node.pipeline.resume();
            node.listener = HttpListener.start(host, port, node.routes(start));
        } catch (IOException failed) {
            node.close();
            throw failed;
        }
        node.directory.start();
        return node;
    }

    private Routes routes(Start start) {
        GatewayMetrics metrics = new GatewayMetrics(start.world().clock());
        metrics.gauge("credence.evidence.running", "receipts whose plan is being worked on", pipeline::jobs);
        metrics.gauge("credence.receipts", "receipts on disk", store::size);
        metrics.gauge("credence.requests.dispatched", "requests that operators work on for this gateway", this::dispatched);
        metrics.gauge("credence.operators.answering", "operators that answer", this::answering);
        Routes routes = new Routes();
        Fulfilment fulfilment = new Fulfilment(start.trust(), directory, pipeline, metrics);
        InferService service = new InferService(new InferService.Parts(
                start.world(),
                start.hub(),
                directory,
                new Dispatch(start.trust().network(), directory),
                fulfilment,
                store,
                metrics));
        TextGateway texts = new TextGateway(new TextGateway.Parts(
                start.world().clock(), directory, new TextDispatch(start.trust().network(), directory), fulfilment, store, metrics));
        OpenAiRoutes.add(routes, start.world(), start.hub(), texts);
        InferRoutes.add(routes, start.hub(), directory, service, start.build());
        ReceiptRoutes.add(routes, store, pipeline, start.trust(), start.world().clock());
        HubRoutes.add(start.hub(), start.world().clock(), routes, pipeline.provingTimes());
        routes.get("/v1/operators", "the operators that this gateway knows", _ -> Reply.json(operators()))
                .get("/v1/ledger", "the network, and the ledger's height as this gateway last saw it, which a request may name", _ -> Reply.json(ledger(start)))
                .get("/metrics", "counts and times in Prometheus' text format", _ -> Reply.text(metrics.scrape()))
                .get("/health", "whether the process answers", _ -> Reply.json(JsonObject.builder().put("status", "ok").build()))
                .get("/openapi.json", "this description", _ -> Reply.json(OpenApi.describe(routes, start.build())));
        return routes;
    }

    /// Tells the gateway of one more operator.
    public void addOperator(URI address) {
        directory.add(address);
    }

    /// Operators that answer and that the ledger lists as active.
    public int answering() {
        return (int) directory.all().stream()
                .filter(entry -> entry.info().isPresent())
                .filter(entry -> directory.listed()
                        .find(entry.info().orElseThrow().id())
                        .map(ListedOperator::active)
                        .orElse(false))
                .count();
    }

    private int dispatched() {
        return directory.all().stream().mapToInt(entry -> entry.inWork().get()).sum();
    }

    public String url() {
        return listener.url();
    }

    public int port() {
        return listener.port();
    }

    private JsonObject ledger(Start start) {
        return JsonObject.builder().put("network", start.trust().network()).put("height", directory.height()).build();
    }

    private JsonObject operators() {
        List<Json> items = new ArrayList<>();
        for (OperatorDirectory.Entry entry : directory.all()) {
            JsonObject.Builder item = JsonObject.builder().put("url", entry.client().address().toString());
            Optional<OperatorInfo> info = entry.info();
            item.put("answers", info.isPresent());
            if (info.isPresent()) {
                Optional<ListedOperator> listed = directory.listed().find(info.get().id());
                item.put("id", info.get().id().hex())
                        .put("owner", info.get().owner().hex())
                        .put("engine", info.get().engine())
                        .put("models", JsonArray.ofStrings(info.get().models().stream().map(model -> model.hex()).toList()))
                        .put("load", info.get().load())
                        .put("registered", listed.isPresent())
                        .put("active", listed.map(ListedOperator::active).orElse(false));
            }
            items.add(item.build());
        }
        return JsonObject.builder().put("operators", new JsonArray(items)).build();
    }

    @Override
    public void close() throws IOException {
        directory.close();
        if (listener != null) {
            listener.close();
        }
        store.close();
    }
}
