package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.SignedRelease;
import dev.credence.inference.manifest.TensorSignature;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Request;
import dev.credence.node.http.Routes;
import dev.credence.node.world.Clock;
import java.io.IOException;
import java.util.List;

/// The hub over HTTP: `/v1/hub/models`, `/v1/hub/releases`, `/v1/hub/blobs/{sha256}`.
public final class HubRoutes {
    /// A file that is uploaded in one request.
    public static final int UPLOAD_BYTES_MAX = 512 << 20;

    private static final int QUERY_CHARS_MAX = 256;

    private final Hub hub;

    private final Clock clock;

    private HubRoutes(Hub hub, Clock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    /// Adds the hub's routes.
    public static void add(Hub hub, Clock clock, Routes routes) {
        HubRoutes handlers = new HubRoutes(hub, clock);
        routes.get("/v1/hub/models", "The published models; ?q= searches names and cards.", handlers::list)
                .get("/v1/hub/models/{model}", "One model by name, name@version or id.", handlers::show)
                .get("/v1/hub/blobs/{sha256}", "A file, or a manifest, by its SHA-256.", handlers::blob)
                .post("/v1/hub/blobs", UPLOAD_BYTES_MAX, "Keeps a file of a release that is about to be published.", handlers::upload)
                .post("/v1/hub/releases", SignedRelease.BYTES_MAX, "Publishes a signed release.", handlers::publish);
    }

    /// What the hub tells of a model.
    public static JsonObject describe(Published published) {
        return JsonObject.builder()
                .put("release", published.name())
                .put("model", published.model().hex())
                .put("publisher", published.release().release().publisher().hex())
                .put("released", published.release().release().released())
                .put("profile", published.manifest().profile())
                .put("licence", published.manifest().licence())
                .put("size", published.manifest().executed().stream().mapToLong(ManifestFile::sizeBytes).sum())
                .put("inputs", signature(published.manifest().inputs()))
                .put("outputs", signature(published.manifest().outputs()))
                .putIfPresent("parent", published.manifest().parent().map(id -> new JsonString(id.hex())))
                .putIfPresent("argument", published.manifest().argument().map(argument -> new JsonString(argument.suite())))
                .build();
    }

    private static JsonArray signature(List<TensorSignature> tensors) {
        return JsonArray.of(tensors.stream()
                .map(tensor -> JsonObject.builder()
                        .put("name", tensor.name())
                        .put("datatype", tensor.datatype())
                        .put("shape", JsonArray.ofIntegers(tensor.shape().stream().mapToLong(Long::longValue).toArray()))
                        .build())
                .toList());
    }

    private Reply list(Request request) throws ApiException {
        String query = request.query("q").orElse("");
        if (query.length() > QUERY_CHARS_MAX) {
            throw new ApiException(Fault.MALFORMED, "q may have at most " + QUERY_CHARS_MAX + " characters, found " + query.length());
        }
        try {
            List<Published> found = query.isBlank() ? hub.all() : hub.search(query);
            return Reply.json(JsonObject.builder()
                    .put("models", JsonArray.of(found.stream().map(HubRoutes::describe).toList()))
                    .build());
        } catch (IOException failed) {
            throw storage(failed);
        }
    }

    private Reply show(Request request) throws ApiException {
        try {
            Published published = hub.resolve(ModelReference.parse(request.segment("model")));
            return Reply.json(JsonObject.builder()
                    .put("description", describe(published))
                    .put("signedRelease", published.release().encode().base64())
                    .put("manifest", published.manifest().encode().base64())
                    .build());
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, malformed.getMessage(), malformed);
        } catch (HubException refused) {
            throw fault(refused);
        }
    }

    private Reply blob(Request request) throws ApiException {
        try {
            Digest digest = Digest.parse(request.segment("sha256"));
            Bytes content = hub.blobs()
                    .get(digest)
                    .orElseThrow(() -> new ApiException(Fault.NOT_FOUND, "no file with the SHA-256 " + digest + " is here"));
            return Reply.ok(Reply.OCTETS, content)
                    .with("ETag", "\"" + digest + "\"")
                    .with("Cache-Control", "public, max-age=31536000, immutable");
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, malformed.getMessage(), malformed);
        } catch (IOException failed) {
            throw storage(failed);
        }
    }

    private Reply upload(Request request) throws ApiException {
        // Anyone may upload; what no release names is only a file under its own digest, for a day and bounded with all others.
        String announced = request.header("Credence-Sha256")
                .orElseThrow(() -> new ApiException(Fault.MALFORMED, "expected the header Credence-Sha256 with the file's digest, found none"));
        Digest found = Sha256.of(request.body());
        if (!found.hex().equals(announced)) {
            throw new ApiException(Fault.MALFORMED, "expected a body with the SHA-256 of Credence-Sha256, found " + found);
        }
        try {
            hub.upload(request.body(), clock.timeMillis());
            return Reply.json(201, JsonObject.builder().put("sha256", found.hex()).put("size", request.body().length()).build());
        } catch (HubException full) {
            throw fault(full);
        } catch (IOException failed) {
            throw storage(failed);
        }
    }

    private Reply publish(Request request) throws ApiException {
        try {
            return Reply.json(201, describe(hub.publish(SignedRelease.decode(request.body()))));
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, malformed.getMessage(), malformed);
        } catch (HubException refused) {
            throw fault(refused);
        } catch (IOException failed) {
            throw storage(failed);
        }
    }

    private static ApiException fault(HubException refused) {
        Fault fault =
                switch (refused.kind()) {
                    case UNKNOWN -> Fault.NOT_FOUND;
                    case IMMUTABLE -> Fault.CONFLICT;
                    case NOT_ALLOWED -> Fault.FORBIDDEN;
                    case INCONSISTENT -> Fault.UNPROCESSABLE;
                    case FULL -> Fault.STORAGE;
                };
        return new ApiException(fault, refused.getMessage(), refused);
    }

    private static ApiException storage(IOException failed) {
        return new ApiException(Fault.STORAGE, "the hub's disk failed: " + failed.getMessage(), failed);
    }
}
