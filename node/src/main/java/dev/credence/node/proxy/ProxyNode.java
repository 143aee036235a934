package dev.credence.node.proxy;

import dev.credence.client.TextApi;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.exchange.HttpPeer;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.EventStream;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Handler;
import dev.credence.node.http.HttpListener;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Request;
import dev.credence.node.http.Response;
import dev.credence.node.http.Routes;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.verification.report.Badge;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A listening proxy.
public final class ProxyNode implements AutoCloseable {
    private static final Duration QUERY_MAX = Duration.ofSeconds(10);
    private static final String RECEIPT = "Credence-Receipt";
    private static final String VERIFIED = "Credence-Verified";

    private final World world;
    private final ProxySettings settings;
    private final Asker asker;
    private final OperatorKeys keys = new OperatorKeys();
    private final HttpPeer gateway;
    private HttpListener listener;

    private ProxyNode(World world, ProxySettings settings) throws MalformedException {
        this.world = world;
        this.settings = settings;
        this.asker = new Asker(world, settings);
        this.gateway = new HttpPeer(world.network(), URI.create(settings.gateway()));
    }

    /// Starts listening.
    ///
    /// @param host an address of this machine
    /// @param port 0 for any free one
    /// @throws MalformedException if the policy is none
    public static ProxyNode start(World world, ProxySettings settings, String host, int port) throws IOException, MalformedException {
        world.disk().createDirectories(settings.receipts());
        ProxyNode node = new ProxyNode(world, settings);
        try {
            node.listener = HttpListener.start(host, port, node.routes());
            return node;
        } catch (IOException failed) {
            node.asker.close();
            throw failed;
        }
    }

    public String url() {
        return listener.url();
    }

    private Routes routes() {
        return new Routes()
                .get("/health", "whether the process answers", _ -> Reply.json(JsonObject.builder().put("status", "ok").build()))
                .get("/v1/models", "the gateway's list, as it says it", _ -> passed("/v1/models"))
                .get("/v1/models/{name…}", "one model, as the gateway says it", request -> passed("/v1/models/" + request.segment("name")))
                .get("/v1/receipts/{id}", "the receipt of an answer that was let through", this::receipt)
                .post("/v1/chat/completions", BoundBody.BYTES_MAX, "a chat, verified", handler(TextApi.CHAT))
                .post("/v1/completions", BoundBody.BYTES_MAX, "a completion, verified", handler(TextApi.COMPLETIONS))
                .post("/v1/responses", BoundBody.BYTES_MAX, "a response, verified", handler(TextApi.RESPONSES));
    }

    private Handler handler(TextApi api) {
        return request -> {
            BoundBody body = body(request);
            if (body.isSegmented()) {
                if (api == TextApi.RESPONSES) {
                    throw new ApiException(Fault.UNSUPPORTED_PARAMETER, "a stream of responses leaves whole: expected no segments, found true")
                            .of("credence.segments");
                }
                return new EventStream(Map.of(), out -> {
                    SegmentedReply reply = new SegmentedReply(out, keys);
                    ProvenAnswer answer = asker.askOnce(api, body, reply);
                    reply.finish(answer);
                    keys.learn(answer.report());
                });
            }
            return whole(asker.ask(api, body), body.isStream());
        };
    }

    private BoundBody body(Request request) throws ApiException {
        if (request.header("Credence-Policy").filter(policy -> !policy.equals(settings.policy())).isPresent()) {
            throw new ApiException(Fault.MALFORMED, "expected the policy of this proxy, '" + settings.policy() + "', or none in Credence-Policy, found another");
        }
        try {
            return BoundBody.read(request.body(), settings.policy());
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, malformed.getMessage(), malformed).of(malformed.path());
        }
    }

    // The bytes that were verified, and no others.
    private Response whole(ProvenAnswer answer, boolean stream) {
        keys.learn(answer.report());
        return Reply.ok(stream ? EventStream.CONTENT_TYPE : Reply.JSON, answer.exchange().answer())
                .with(RECEIPT, answer.exchange().receiptId())
                .with(VERIFIED, Badge.of(answer.report()));
    }

    private Reply passed(String path) throws ApiException {
        try {
            return Reply.ok(Reply.JSON, gateway.get(path, QUERY_MAX));
        } catch (RemoteException refused) {
            throw new ApiException(refused.status() == 404 ? Fault.NOT_FOUND : Fault.UPSTREAM, refused.getMessage(), refused);
        } catch (IOException failed) {
            throw new ApiException(Fault.UPSTREAM, "the gateway at " + settings.gateway() + " does not answer: " + failed.getMessage(), failed);
        }
    }

    private Reply receipt(Request request) throws ApiException {
        String id = request.segment("id");
        Path file = settings.receipts().resolve(id.matches("[0-9a-f]{32}") ? id : "none").resolve("receipt.json");
        if (!world.disk().exists(file)) {
            throw new ApiException(Fault.NOT_FOUND, "no answer with the receipt " + id + " was let through");
        }
        try {
            Bytes receipt = AtomicFile.read(world.disk(), file, ReceiptFile.BYTES_MAX);
            return Reply.ok(Reply.JSON, receipt);
        } catch (IOException failed) {
            throw new ApiException(Fault.STORAGE, "the receipt " + id + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        listener.close();
        asker.close();
    }
}
