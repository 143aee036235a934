package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.SignedRelease;
import dev.credence.node.world.Network;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Another machine's hub. Nothing that it says is believed: manifests and files are checked against the digests that name them, releases
/// against their signatures.
public final class HubClient {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);
    private static final int TEXT_BYTES_MAX = 8 << 20;
    /// A part of a large file: small enough that a collector takes it among the young.
    static final int PART_BYTES = 1 << 20;
    private static final int UPLOADS_BEGUN_MAX = 4;

    private final Network network;
    private final URI base;

    public HubClient(Network network, URI base) {
        this.network = network;
        this.base = base;
    }

    /// The published model that `reference` names there.
    ///
    /// @throws MalformedException if the hub's reply contradicts itself, its signature or the question
    public Published resolve(String reference) throws IOException, HubException, MalformedException {
        Bytes body = get("/v1/hub/models/" + URLEncoder.encode(reference, StandardCharsets.UTF_8), TEXT_BYTES_MAX);
        JsonFields fields = JsonFields.of("hub", parse(body));
        fields.any("description");
        SignedRelease release = SignedRelease.decode(fields.base64("signedRelease", SignedRelease.BYTES_MAX));
        Bytes manifest = fields.base64("manifest", Manifest.BYTES_MAX);
        if (!Sha256.of(manifest).equals(release.release().model())) {
            throw new MalformedException("hub.manifest", -1, "the manifest " + release.release().model(), Sha256.of(manifest).hex());
        }
        if (!release.isGenuine()) {
            throw new MalformedException("hub.signedRelease", -1, "the publisher's signature", "one that does not verify");
        }
        if (!isMeant(ModelReference.parse(reference), release)) {
            throw new MalformedException(
                    "hub.signedRelease", -1, "a release of " + reference, release.release().name() + " of model " + release.release().model());
        }
        return new Published(release, Manifest.decode(manifest));
    }

    private static boolean isMeant(ModelReference reference, SignedRelease found) {
        return switch (reference) {
            case ModelReference.ById(Digest model) -> found.release().model().equals(model);
            case ModelReference.ByRelease(var release) -> found.release().name().equals(release);
            case ModelReference.ByName(String name) -> found.release().name().name().equals(name);
        };
    }

    /// What the hub says of proofs of a model's answers, as it is; nobody vouches for it. Empty if it says nothing.
    public Optional<JsonObject> proof(String reference) throws IOException, HubException, MalformedException {
        Bytes body = get("/v1/hub/models/" + URLEncoder.encode(reference, StandardCharsets.UTF_8), TEXT_BYTES_MAX);
        Json description = JsonFields.of("hub", parse(body)).any("description");
        return description instanceof JsonObject object && object.members().get("proof") instanceof JsonObject proof
                ? Optional.of(proof)
                : Optional.empty();
    }

    /// The hub's list, as it is.
    public Json list(String query) throws IOException, HubException, MalformedException {
        return parse(get("/v1/hub/models?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), TEXT_BYTES_MAX));
    }

    /// A file of a manifest, checked.
    public Bytes file(ManifestFile file) throws IOException, HubException, MalformedException {
        if (file.sizeBytes() > BlobStore.BLOB_BYTES_MAX) {
            throw new MalformedException(file.name(), -1, "at most " + BlobStore.BLOB_BYTES_MAX + " bytes", file.sizeBytes() + " bytes");
        }
        Bytes content = get("/v1/hub/blobs/" + file.sha256(), (int) file.sizeBytes());
        if (content.length() != file.sizeBytes() || !Sha256.of(content).equals(file.sha256())) {
            throw new MalformedException(file.name(), -1, "the file " + file.sha256(), Sha256.of(content).hex());
        }
        return content;
    }

    /// Takes the parts of a file in their order.
    @FunctionalInterface
    public interface Sink {
        void append(Bytes part) throws IOException;
    }

    /// A file of a manifest, in parts, none of which is held on to. **Obligation**: what the sink took counts for nothing if this throws.
    ///
    /// @throws MalformedException after the last part, if they are not the file
    public void fetch(ManifestFile file, Sink sink) throws IOException, HubException, MalformedException {
        MessageDigest sha256 = Sha256.newDigest();
        for (long at = 0; at < file.sizeBytes(); at += PART_BYTES) {
            int length = (int) Math.min(PART_BYTES, file.sizeBytes() - at);
            Map<String, String> range = Map.of("Range", "bytes=" + at + "-" + (at + length - 1));
            Bytes part = checked(network.send(
                    new Network.Call("GET", base.resolve("/v1/hub/blobs/" + file.sha256()), range, Bytes.EMPTY, TIME_LIMIT, PART_BYTES)));
            if (part.length() != length) {
                throw new MalformedException(file.name(), -1, "the file " + file.sha256(), "a part of " + part.length() + " bytes instead of " + length);
            }
            part.update(sha256);
            sink.append(part);
        }
        Digest found = new Digest(Bytes.wrap(sha256.digest()));
        if (!found.equals(file.sha256())) {
            throw new MalformedException(file.name(), -1, "the file " + file.sha256(), found.hex());
        }
    }

    /// Uploads a file that lies on a disk, in parts; a hub that has it already is told so by the first. Where the hub lost what came before, to
    /// a start or to somebody who sends other bytes under the same digest, it begins again.
    ///
    /// @param told how many bytes are there, after each part
    public void upload(MemorySegment content, Digest digest, LongConsumer told) throws IOException, HubException {
        int begun = 1;
        for (long at = 0; at < content.byteSize(); ) {
            byte[] part = new byte[(int) Math.min(PART_BYTES, content.byteSize() - at)];
            MemorySegment.copy(content, ValueLayout.JAVA_BYTE, at, part, 0, part.length);
            Map<String, String> headers = Map.of(
                    "Credence-Sha256", digest.hex(),
                    "Credence-Size", Long.toString(content.byteSize()),
                    "Credence-Offset", Long.toString(at),
                    "Content-Type", "application/octet-stream");
            try {
                boolean whole = post("/v1/hub/blobs", Bytes.wrap(part), headers).status() == 201;
                at = whole ? content.byteSize() : at + part.length;
                told.accept(at);
            } catch (HubException lost) {
                boolean last = at + part.length == content.byteSize();
                if (lost.kind() != HubException.Kind.INCONSISTENT || last || begun++ == UPLOADS_BEGUN_MAX) {
                    throw lost;
                }
                at = 0;
            }
        }
    }

    public void upload(Bytes content) throws IOException, HubException {
        Digest digest = Sha256.of(content);
        post("/v1/hub/blobs", content, Map.of("Credence-Sha256", digest.hex(), "Content-Type", "application/octet-stream"));
    }

    public void publish(SignedRelease release) throws IOException, HubException {
        post("/v1/hub/releases", release.encode(), Map.of("Content-Type", "application/json"));
    }

    private Bytes get(String path, int bytesMax) throws IOException, HubException {
        return checked(network.send(new Network.Call("GET", base.resolve(path), Map.of(), Bytes.EMPTY, TIME_LIMIT, bytesMax)));
    }

    private Network.Reply post(String path, Bytes body, Map<String, String> headers) throws IOException, HubException {
        Network.Reply reply = network.send(new Network.Call("POST", base.resolve(path), headers, body, TIME_LIMIT, TEXT_BYTES_MAX));
        checked(reply);
        return reply;
    }

    private static Bytes checked(Network.Reply reply) throws IOException, HubException {
        if (reply.status() < 300) {
            return reply.body();
        }
        HubException.Kind kind =
                switch (reply.status()) {
                    case 400, 404 -> HubException.Kind.UNKNOWN;
                    case 409 -> HubException.Kind.IMMUTABLE;
                    case 401, 403 -> HubException.Kind.NOT_ALLOWED;
                    case 422 -> HubException.Kind.INCONSISTENT;
                    default -> throw new IOException("the hub answered " + reply.status() + ": " + sentence(reply));
                };
        throw new HubException(kind, sentence(reply));
    }

    private static String sentence(Network.Reply reply) {
        try {
            return JsonFields.of("", parse(reply.body())).object("error").string("message", 4_096);
        } catch (MalformedException unreadable) {
            return "what answers there is no hub: status " + reply.status() + " without a sentence";
        }
    }

    private static Json parse(Bytes body) throws MalformedException {
        return StrictJson.parse(body, JsonLimits.ofBytes(TEXT_BYTES_MAX));
    }
}
