package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.manifest.LanguageSignature;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hub over HTTP: `/v1/hub/models`, `/v1/hub/releases`, `/v1/hub/blobs/{sha256}`.
public final class HubRoutes {
    /// A file that is uploaded in one request.
    public static final int UPLOAD_BYTES_MAX = 512 << 20;

    /// A part of a file, up or down; larger files travel in such parts.
    public static final int PART_BYTES_MAX = 8 << 20;

    private static final Pattern RANGE = Pattern.compile("bytes=(0|[1-9][0-9]{0,11})-(0|[1-9][0-9]{0,11})");

    private static final int QUERY_CHARS_MAX = 256;

    private final Hub hub;

    private final Clock clock;

    private final Provabilities provabilities;

    private final ProvingTimes times;

    private HubRoutes(Hub hub, Clock clock, ProvingTimes times) {
        this.hub = hub;
        this.clock = clock;
        this.provabilities = new Provabilities(hub);
        this.times = times;
    }

    /// Adds the routes of a hub beside which nothing is proved.
    public static void add(Hub hub, Clock clock, Routes routes) {
        add(hub, clock, routes, new ProvingTimes());
    }

    /// Adds the hub's routes.
    ///
    /// @param times of the proofs that are made for whoever serves the hub
    public static void add(Hub hub, Clock clock, Routes routes, ProvingTimes times) {
        HubRoutes handlers = new HubRoutes(hub, clock, times);
        routes.get("/v1/hub/models", "The published models; ?q= searches names and cards.", handlers::list)
                .get("/v1/hub/models/{model}", "One model by name, name@version or id.", handlers::show)
                .get("/v1/hub/blobs/{sha256}", "A file, or a manifest, by its SHA-256.", handlers::blob)
                .post("/v1/hub/blobs", UPLOAD_BYTES_MAX, "Keeps a file of a release that is about to be published.", handlers::upload)
                .post("/v1/hub/releases", SignedRelease.BYTES_MAX, "Publishes a signed release.", handlers::publish);
    }

    // What a manifest says, and what this hub found out.
    private JsonObject describe(Published published, Map<Digest, String> children) throws IOException {
        JsonObject.Builder members = JsonObject.builder();
        describe(published).members().forEach(members::put);
        JsonObject.Builder proof = JsonObject.builder();
        provabilities.of(published, children).json().members().forEach(proof::put);
        times.of(published.model()).ifPresent(measured -> proof.put("measured", measured.json()));
        return members.put("proof", proof.build()).build();
    }

    /// What a manifest says of a model.
    public static JsonObject describe(Published published) {
        return JsonObject.builder()
                .put("release", published.name())
                .put("model", published.model().hex())
                .put("publisher", published.release().release().publisher().hex())
                .put("released", published.release().release().released())
                .put("kind", published.manifest().kind())
                .put("profile", published.manifest().profile())
                .put("licence", published.manifest().licence())
                .put("size", published.manifest().executed().stream().mapToLong(ManifestFile::sizeBytes).sum())
                .put("inputs", signature(published.manifest().inputs()))
                .put("outputs", signature(published.manifest().outputs()))
                .putIfPresent("language", published.manifest().language().map(LanguageSignature::json))
                .putIfPresent("parent", published.manifest().parent().map(id -> new JsonString(id.hex())))
                .putIfPresent("argument", published.manifest().argument().map(argument -> new JsonString(argument.suite())))
                .build();
    }

    private static JsonArray signature(List<TensorSignature> tensors) {
        return JsonArray.of(tensors.stream().map(TensorSignature::encode).toList());
    }

    private Reply list(Request request) throws ApiException {
        String query = request.query("q").orElse("");
        if (query.length() > QUERY_CHARS_MAX) {
            throw new ApiException(Fault.MALFORMED, "q may have at most " + QUERY_CHARS_MAX + " characters, found " + query.length());
        }
        try {
            List<Published> found = query.isBlank() ? hub.all() : hub.search(query);
            List<JsonObject> models = new ArrayList<>();
            Map<Digest, String> children = provabilities.children();
            for (Published published : found) {
                models.add(describe(published, children));
            }
            return Reply.json(JsonObject.builder().put("models", JsonArray.of(models)).build());
        } catch (IOException failed) {
            throw storage(failed);
        }
    }

    private Reply show(Request request) throws ApiException {
        try {
            Published published = hub.resolve(ModelReference.parse(request.segment("model")));
            return Reply.json(JsonObject.builder()
                    .put("description", describe(published, provabilities.children()))
                    .put("signedRelease", published.release().encode().base64())
                    .put("manifest", published.manifest().encode().base64())
                    .build());
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, malformed.getMessage(), malformed);
        } catch (HubException refused) {
            throw fault(refused);
        } catch (IOException failed) {
            throw storage(failed);
        }
    }

    private Reply blob(Request request) throws ApiException {
        try {
            Digest digest = Digest.parse(request.segment("sha256"));
            Optional<String> range = request.header("Range");
            OptionalLong size = hub.blobs().sizeBytes(digest);
            if (range.isPresent() && size.isPresent()) {
                return part(digest, range.get(), size.getAsLong());
            }
            if (size.orElse(0) > UPLOAD_BYTES_MAX) {
                throw new ApiException(Fault.UNPROCESSABLE, "a file of " + size.getAsLong() + " bytes is given in parts: expected a header Range, found none");
            }
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

    private Reply part(Digest digest, String range, long size) throws ApiException, IOException {
        Matcher matcher = RANGE.matcher(range);
        long first = matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
        long last = matcher.matches() ? Math.min(Long.parseLong(matcher.group(2)), size - 1) : -1;
        if (first < 0 || first > last || last - first >= PART_BYTES_MAX) {
            throw new ApiException(
                    Fault.MALFORMED, "Range: expected bytes=FIRST-LAST, at most " + PART_BYTES_MAX + " of " + size + " bytes, found '" + range + "'");
        }
        return new Reply(206, Reply.OCTETS, Map.of(), hub.blobs().part(digest, first, (int) (last - first + 1)))
                .with("ETag", "\"" + digest + "\"")
                .with("Content-Range", "bytes " + first + "-" + last + "/" + size);
    }

    private Reply upload(Request request) throws ApiException {
        // Anyone may upload; what no release names is only a file under its own digest, for a day and bounded with all others.
        String announced = request.header("Credence-Sha256")
                .orElseThrow(() -> new ApiException(Fault.MALFORMED, "expected the header Credence-Sha256 with the file's digest, found none"));
        Optional<String> size = request.header("Credence-Size");
        if (size.isPresent()) {
            return uploadPart(request, announced, size.get());
        }
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

    private Reply uploadPart(Request request, String announced, String sizeText) throws ApiException {
        String offsetText = request.header("Credence-Offset").orElse("");
        try {
            Digest digest = Digest.parse(announced);
            long size = number("Credence-Size", sizeText, BlobStore.FILE_BYTES_MAX);
            long offset = number("Credence-Offset", offsetText, size);
            int length = request.body().length();
            if (length == 0 || length > PART_BYTES_MAX || length > size - offset) {
                throw new ApiException(
                        Fault.MALFORMED, "expected a part of 1 to " + PART_BYTES_MAX + " bytes inside the file's " + size + ", found " + length + " at " + offset);
            }
            long here = hub.upload(new Hub.Part(digest, size, offset, request.body()), clock.timeMillis());
            return Reply.json(here == size ? 201 : 202, JsonObject.builder().put("sha256", digest.hex()).put("size", here).build());
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, malformed.getMessage(), malformed);
        } catch (HubException refused) {
            throw fault(refused);
        } catch (IOException failed) {
            throw storage(failed);
        }
    }

    private static long number(String header, String text, long max) throws MalformedException {
        long value = text.matches("0|[1-9][0-9]{0,11}") ? Long.parseLong(text) : -1;
        if (value < 0 || value > max) {
            throw new MalformedException(header, -1, "0 to " + max, "'" + text + "'");
        }
        return value;
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
