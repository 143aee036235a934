package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.inference.manifest.TensorSignature;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.ErrorStyle;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Handler;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Request;
import dev.credence.node.http.Routes;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.ModelReference;
import dev.credence.node.hub.Published;
import java.util.List;
import java.util.Map;

/// The Open Inference Protocol, version 2, over REST, with the binary tensor extension.
final class InferRoutes {
    private static final String SERVER = "credence";

    private final Hub hub;
    private final OperatorDirectory directory;
    private final InferService service;
    private final String build;

    private InferRoutes(Hub hub, OperatorDirectory directory, InferService service, String build) {
        this.hub = hub;
        this.directory = directory;
        this.service = service;
        this.build = build;
    }

    static void add(Routes routes, Hub hub, OperatorDirectory directory, InferService service, String build) {
        InferRoutes handlers = new InferRoutes(hub, directory, service, build);
        get(routes, "/v2", "the server's name, version and extensions", _ -> handlers.server());
        get(routes, "/v2/health/live", "whether the process answers", _ -> Reply.json(JsonObject.builder().put("live", true).build()));
        get(routes, "/v2/health/ready", "whether some operator answers", _ -> handlers.ready());
        for (String model : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            get(routes, model, "a model's inputs and outputs", handlers::metadata);
            get(routes, model + "/ready", "whether some operator serves the model", handlers::modelReady);
            routes.add(new Routes.Route(
                    "POST", model + "/infer", InferCall.BODY_BYTES_MAX, ErrorStyle.SENTENCE, "asks a model", handlers::infer));
        }
    }

    private static void get(Routes routes, String pattern, String summary, Handler handler) {
        routes.add(new Routes.Route("GET", pattern, 0, ErrorStyle.SENTENCE, summary, handler));
    }

    private Reply server() {
        return Reply.json(JsonObject.builder()
                .put("name", SERVER)
                .put("version", build)
                .put("extensions", JsonArray.ofStrings(List.of("binary_tensor_data", "credence_receipts")))
                .build());
    }

    private Reply ready() throws ApiException {
        if (directory.all().stream().noneMatch(entry -> entry.info().isPresent())) {
            throw new ApiException(Fault.OVERLOADED, "no operator answers yet");
        }
        return Reply.json(JsonObject.builder().put("ready", true).build());
    }

    private Reply metadata(Request request) throws ApiException {
        Published model = model(request);
        ReleaseName name = model.release().release().name();
        List<String> versions = hub.all().stream()
                .map(published -> published.release().release().name())
                .filter(other -> other.name().equals(name.name()))
                .map(ReleaseName::version)
                .toList();
        return Reply.json(JsonObject.builder()
                .put("name", name.name())
                .put("versions", JsonArray.ofStrings(versions))
                .put("platform", "credence_" + model.manifest().profile())
                .put("inputs", tensors(model.manifest().inputs()))
                .put("outputs", tensors(model.manifest().outputs()))
                .put("parameters", JsonObject.builder().put("model", model.model().hex()).put("release", name.toString()).build())
                .build());
    }

    private static JsonArray tensors(List<TensorSignature> signatures) {
        return JsonArray.of(signatures.stream().map(TensorSignature::encode).toList());
    }

    private Reply modelReady(Request request) throws ApiException {
        Published model = model(request);
        if (directory.serving(model.model()).isEmpty()) {
            throw new ApiException(Fault.OVERLOADED, "no operator serves " + model.name() + " at present");
        }
        return Reply.json(JsonObject.builder()
                .put("name", model.release().release().name().name())
                .put("ready", true)
                .build());
    }

    private Reply infer(Request request) throws ApiException {
        ContentCoding sent = ContentCoding.of(request.header("Content-Encoding"));
        Bytes body = sent.decode(request.body(), InferCall.BODY_BYTES_MAX);
        InferService.Asked asked = new InferService.Asked(
                body, request.header("Inference-Header-Content-Length"), request.header("Credence-Policy"));
        Reply reply = service.infer(model(request), asked);
        ContentCoding coding = ContentCoding.accepted(request.header("Accept-Encoding"));
        if (coding == ContentCoding.IDENTITY) {
            return reply;
        }
        return new Reply(reply.status(), reply.contentType(), reply.headers(), coding.encode(reply.body()))
                .with("Content-Encoding", coding.token());
    }

    private Published model(Request request) throws ApiException {
        Map<String, String> segments = request.segments();
        String reference = segments.get("model");
        String version = segments.getOrDefault("version", "");
        if (!version.isEmpty()) {
            reference = reference.contains("@") ? reference : reference + "@" + version;
        }
        return resolve(hub, reference);
    }

    static Published resolve(Hub hub, String reference) throws ApiException {
        try {
            return hub.resolve(ModelReference.parse(reference));
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.NOT_FOUND, malformed.getMessage(), malformed);
        } catch (HubException unknown) {
            throw new ApiException(Fault.NOT_FOUND, unknown.getMessage(), unknown);
        }
    }
}
