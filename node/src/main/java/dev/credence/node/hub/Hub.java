package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.SignedRelease;
import dev.credence.node.hub.HubException.Kind;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// What is published here and who may publish.
///
/// A release is `releases/<tagged digest of its name>`, so that no name becomes a path; manifests are blobs like any other
/// file. The list is read at start and kept in memory.
public final class Hub {
    /// Where a gateway's directory keeps its hub.
    public static final String FOLDER = "hub";

    private static final TaggedHash NAME = TaggedHash.of("credence/hub/release-name/v1");
    private static final int RELEASES_MAX = 100_000;

    private final Disk disk;
    private final Path releases;
    private final BlobStore blobs;
    private final Set<Digest> publishers;
    // Guarded by this.
    private final Map<String, Published> byRelease = new TreeMap<>();
    // Its own lock, taken before that of this: hashing what was uploaded keeps nobody from being answered.
    private final Uploads uploads;
    private boolean scanned;

    private Hub(Disk disk, Path root, Set<Digest> publishers, Uploads uploads) {
        this.uploads = uploads;
        this.disk = disk;
        this.releases = root.resolve("releases");
        this.blobs = store(disk, root);
        this.publishers = Set.copyOf(publishers);
    }

    /// The files of the hub under `root`.
    public static BlobStore store(Disk disk, Path root) {
        return new BlobStore(disk, root.resolve("blobs"));
    }

    /// Opens the hub under `root` and reads what is published.
    ///
    /// @param publishers key ids that may publish
    public static Hub open(Disk disk, Path root, Set<Digest> publishers) throws IOException {
        return open(disk, root, publishers, new Uploads(Uploads.BYTES_MAX_DEFAULT));
    }

    static Hub open(Disk disk, Path root, Set<Digest> publishers, Uploads uploads) throws IOException {
        Hub hub = new Hub(disk, root, publishers, uploads);
        disk.createDirectories(hub.releases);
        for (String file : disk.list(hub.releases)) {
            if (file.matches("[0-9a-f]{64}")) {
                hub.load(file);
            }
        }
        return hub;
    }

    public BlobStore blobs() {
        return blobs;
    }

    /// Publishes a release whose manifest and files are here as blobs.
    ///
    /// Publishing the same release again has no effect; under the same name with another model it is refused. The files of a language model
    /// take their time to be checked, in which everybody else is answered.
    public Published publish(SignedRelease release) throws HubException, IOException {
        if (!publishers.contains(release.release().publisher())) {
            throw new HubException(
                    Kind.NOT_ALLOWED,
                    "the publisher " + release.release().publisher() + " is not on this hub's allow-list of " + publishers.size() + " keys");
        }
        if (!release.isGenuine()) {
            throw new HubException(Kind.NOT_ALLOWED, "the release's signature does not verify under its publisher's key");
        }
        Optional<Published> there = there(release);
        if (there.isPresent()) {
            return there.get();
        }
        Published published = new Published(release, checkedManifest(release.release().model()));
        synchronized (uploads) {
            // Nothing expires while this is held.
            requireFiles(published);
            return enter(published);
        }
    }

    private synchronized Optional<Published> there(SignedRelease release) throws HubException {
        String name = release.release().name().toString();
        Published there = byRelease.get(name);
        if (there != null && !there.model().equals(release.release().model())) {
            throw new HubException(
                    Kind.IMMUTABLE, name + " is published with model " + there.model() + " and cannot change; choose another version");
        }
        if (there == null && byRelease.size() >= RELEASES_MAX) {
            throw new HubException(Kind.NOT_ALLOWED, "the hub holds its most of " + RELEASES_MAX + " releases");
        }
        return Optional.ofNullable(there);
    }

    private void requireFiles(Published published) throws HubException {
        for (Digest file : needed(published)) {
            if (!blobs.has(file)) {
                throw new HubException(Kind.INCONSISTENT, "the file " + file + " has not been uploaded");
            }
        }
    }

    private synchronized Published enter(Published published) throws HubException, IOException {
        Optional<Published> meanwhile = there(published.release());
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        AtomicFile.write(
                disk, releases.resolve(NAME.digest(Bytes.ofUtf8(published.name())).hex()), published.release().encode());
        byRelease.put(published.name(), published);
        needed(published).forEach(uploads::forget);
        return published;
    }

    private static Set<Digest> needed(Published published) {
        Set<Digest> needed = new HashSet<>();
        needed.add(published.model());
        published.manifest().files().forEach(file -> needed.add(file.sha256()));
        return needed;
    }

    /// Keeps a file of a release that is about to be published: for a day, unless a release names it.
    ///
    /// @throws HubException if too much has been uploaded and not published
    public Digest upload(Bytes content, long nowMillis) throws HubException, IOException {
        synchronized (uploads) {
            return keep(content, nowMillis);
        }
    }

    private Digest keep(Bytes content, long nowMillis) throws HubException, IOException {
        clean(nowMillis);
        Digest digest = Sha256.of(content);
        if (blobs.has(digest)) {
            uploads.again(digest, nowMillis);
            return digest;
        }
        requireRoom(content.length());
        blobs.put(content);
        uploads.add(digest, content.length(), nowMillis);
        return digest;
    }

    /// One part of a file that is uploaded in parts.
    ///
    /// @param digest    of the whole file
    /// @param sizeBytes of the whole file
    /// @param offset    where this part belongs: at most as many bytes in as are here
    public record Part(Digest digest, long sizeBytes, long offset, Bytes content) {}

    /// As `upload`, for a file that comes in parts, of which nothing is held in memory; with its last part the whole is checked. Several senders of
    /// one file do not disturb each other: the part that completes it is the last for all of them.
    ///
    /// @return how many bytes of the file are here
    public long upload(Part part, long nowMillis) throws HubException, IOException {
        synchronized (uploads) {
            return keep(part, nowMillis);
        }
    }

    private long keep(Part part, long nowMillis) throws HubException, IOException {
        clean(nowMillis);
        if (blobs.has(part.digest())) {
            uploads.again(part.digest(), nowMillis);
            return part.sizeBytes();
        }
        requireOneSize(part, nowMillis);
        long end = blobs.append(part.digest(), part.offset(), part.content());
        if (end < 0) {
            throw new HubException(Kind.INCONSISTENT, "the part at " + part.offset() + " does not follow the last one; begin at 0 again");
        }
        if (end == part.sizeBytes() && !blobs.finish(part.digest())) {
            uploads.forget(part.digest());
            throw new HubException(Kind.INCONSISTENT, "the file's parts together have another SHA-256 than " + part.digest());
        }
        return end;
    }

    // Room is taken for the size that the first part names; whoever names another begins anew.
    private void requireOneSize(Part part, long nowMillis) throws HubException, IOException {
        OptionalLong known = uploads.size(part.digest());
        if (known.isPresent() && known.getAsLong() == part.sizeBytes()) {
            return;
        }
        if (part.offset() > 0) {
            throw new HubException(
                    Kind.INCONSISTENT,
                    "no file of " + part.sizeBytes() + " bytes with the SHA-256 " + part.digest() + " is being uploaded; begin at 0 again");
        }
        blobs.forgetParts(part.digest());
        uploads.forget(part.digest());
        requireRoom(part.sizeBytes());
        uploads.add(part.digest(), part.sizeBytes(), nowMillis);
    }

    private void requireRoom(long bytes) throws HubException {
        if (!uploads.hasRoom(bytes)) {
            throw new HubException(
                    Kind.FULL,
                    "files of " + uploads.bytes() + " bytes wait for their release, at most " + uploads.bytesMax()
                            + " may; publish, or try again when they are a day old");
        }
    }

    private void clean(long nowMillis) throws IOException {
        scan(nowMillis);
        for (Digest old : uploads.expired(nowMillis)) {
            blobs.delete(old);
        }
    }

    // What an earlier process left without a release waits from now on.
    private void scan(long nowMillis) throws IOException {
        if (scanned) {
            return;
        }
        Set<Digest> needed = new HashSet<>();
        all().forEach(published -> needed.addAll(needed(published)));
        blobs.sizes().forEach((digest, size) -> {
            if (!needed.contains(digest)) {
                uploads.add(digest, size, nowMillis);
            }
        });
        scanned = true;
    }

    /// All releases, by name and then newest first.
    public synchronized List<Published> all() {
        List<Published> list = new ArrayList<>(byRelease.values());
        list.sort(Comparator.comparing((Published published) -> published.release().release().name().name())
                .thenComparing(NEWEST_FIRST));
        return list;
    }

    private static final Comparator<Published> NEWEST_FIRST = Comparator.comparingLong(
                    (Published published) -> published.release().release().released())
            .reversed()
            .thenComparing(Published::name);

    /// Releases whose name or card holds every word of `query`, any case.
    public List<Published> search(String query) throws IOException {
        List<Published> found = new ArrayList<>();
        String[] words = query.toLowerCase(Locale.ROOT).strip().split("\\s+");
        for (Published published : all()) {
            String text = (published.name() + " " + card(published).orElse("")).toLowerCase(Locale.ROOT);
            if (List.of(words).stream().allMatch(text::contains)) {
                found.add(published);
            }
        }
        return found;
    }

    /// The card's text, where the model has one.
    public Optional<String> card(Published published) throws IOException {
        Optional<ManifestFile> file = published.manifest().file("card");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Bytes> content = blobs.get(file.get().sha256());
            return content.isPresent() ? Optional.of(content.get().utf8()) : Optional.empty();
        } catch (MalformedException notText) {
            return Optional.empty();
        }
    }

    /// The release that a caller names; a name alone means its newest release, a model id any release of it.
    public synchronized Published resolve(ModelReference reference) throws HubException {
        Optional<Published> found =
                switch (reference) {
                    case ModelReference.ByRelease(var release) -> Optional.ofNullable(byRelease.get(release.toString()));
                    case ModelReference.ByName(String name) -> byRelease.values().stream()
                            .filter(published -> published.release().release().name().name().equals(name))
                            .min(NEWEST_FIRST);
                    case ModelReference.ById(Digest model) -> byRelease.values().stream()
                            .filter(published -> published.model().equals(model))
                            .min(NEWEST_FIRST);
                };
        return found.orElseThrow(() -> new HubException(Kind.UNKNOWN, unknown(reference)));
    }

    private String unknown(ModelReference reference) {
        String asked =
                switch (reference) {
                    case ModelReference.ByRelease(var release) -> release.toString();
                    case ModelReference.ByName(String name) -> name;
                    case ModelReference.ById(Digest model) -> model.hex();
                };
        List<String> names = byRelease.keySet().stream().limit(10).toList();
        return "no model " + asked + " is published here"
                + (names.isEmpty() ? "; the hub is empty" : "; there " + (names.size() == 1 ? "is " : "are ") + String.join(", ", names)
                        + (byRelease.size() > names.size() ? " and " + (byRelease.size() - names.size()) + " more" : ""));
    }

    private Manifest checkedManifest(Digest model) throws HubException, IOException {
        Bytes manifestBytes = blobs.get(model)
                .orElseThrow(() -> new HubException(Kind.INCONSISTENT, "the manifest " + model + " has not been uploaded"));
        try (Arena arena = Arena.ofConfined()) {
            Manifest manifest = Manifest.decode(manifestBytes);
            for (ManifestFile file : manifest.files()) {
                if (!blobs.has(file.sha256())) {
                    throw new HubException(
                            Kind.INCONSISTENT, "the file " + file.name() + " (" + file.sha256() + ") has not been uploaded");
                }
            }
            ModelReader.load(manifest, blobs.files(arena));
            return manifest;
        } catch (MalformedException | RefusedException wrong) {
            throw new HubException(Kind.INCONSISTENT, wrong.getMessage());
        }
    }

    private void load(String file) throws IOException {
        try {
            SignedRelease release = SignedRelease.decode(AtomicFile.read(disk, releases.resolve(file), SignedRelease.BYTES_MAX));
            Bytes manifest = blobs.get(release.release().model())
                    .orElseThrow(() -> new StoreException("the manifest of " + release.release().name() + " is missing from the hub"));
            Published published = new Published(release, Manifest.decode(manifest));
            byRelease.put(published.name(), published);
        } catch (MalformedException damaged) {
            throw new StoreException(releases.resolve(file) + " is damaged: " + damaged.getMessage());
        }
    }
}
