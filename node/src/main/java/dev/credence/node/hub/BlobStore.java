package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Files by their SHA-256: `<root>/<first two digits>/<digest>`.
///
/// A file that is read whole is checked against its digest every time. One that is mapped or read in parts, as language models of gigabytes
/// are, was checked when it was stored; who fetches its parts checks the whole.
///
/// A file that has its digest as its name is never opened for writing again: it is written under another name, synced and moved there, and
/// only ever deleted, which takes the name away and no byte. That is why stores of one file system may share files (`take`), and why a file
/// may stay mapped.
public final class BlobStore {
    /// Files that are held in memory.
    public static final int BLOB_BYTES_MAX = 1 << 30;

    /// Any file.
    public static final long FILE_BYTES_MAX = 4L << 30;

    private static final String PART_SUFFIX = ".part";

    /// A file of another store's that is not checked yet. Not that of parts, to which something may be appended.
    private static final String LINK_SUFFIX = ".link";

    private final Disk disk;
    private final Path root;

    public BlobStore(Disk disk, Path root) {
        this.disk = disk;
        this.root = root;
    }

    /// Keeps `content` durably and gives its digest; does nothing if it is there already.
    public Digest put(Bytes content) throws IOException {
        Digest digest = Sha256.of(content);
        Path file = path(digest);
        if (!disk.exists(file)) {
            disk.createDirectories(file.getParent());
            AtomicFile.write(disk, file, content);
            forgetParts(digest);
        }
        return digest;
    }

    public boolean has(Digest digest) {
        return disk.exists(path(digest));
    }

    /// The file of that digest, or empty if it is not here.
    ///
    /// @throws StoreException if what the disk returned has another digest
    public Optional<Bytes> get(Digest digest) throws IOException {
        Path file = path(digest);
        if (!disk.exists(file)) {
            return Optional.empty();
        }
        Bytes content = AtomicFile.read(disk, file, BLOB_BYTES_MAX);
        if (!Sha256.of(content).equals(digest)) {
            throw new StoreException(file + " no longer has the digest that is its name: the disk changed it; delete it and publish again");
        }
        return Optional.of(content);
    }

    /// Size in bytes of the file of that digest, or empty if it is not here.
    public OptionalLong sizeBytes(Digest digest) throws IOException {
        if (!has(digest)) {
            return OptionalLong.empty();
        }
        try (DiskFile file = disk.open(path(digest), Disk.Mode.READ)) {
            return OptionalLong.of(file.sizeBytes());
        }
    }

    /// Some bytes of a file that is here, unchecked.
    Bytes part(Digest digest, long offset, int length) throws IOException {
        try (DiskFile file = disk.open(path(digest), Disk.Mode.READ)) {
            return file.read(offset, length);
        }
    }

    /// The files of manifests among these; what is mapped stays so until `arena` closes.
    public FileSource<IOException> files(Arena arena) {
        return new FileSource<>() {
            @Override
            public Bytes read(ManifestFile file) throws IOException {
                return get(file.sha256()).orElseThrow(() -> missing(file));
            }

            @Override
            public MemorySegment map(ManifestFile file) throws IOException {
                if (!has(file.sha256())) {
                    throw missing(file);
                }
                try (DiskFile opened = disk.open(path(file.sha256()), Disk.Mode.READ)) {
                    return opened.map(arena);
                }
            }
        };
    }

    private StoreException missing(ManifestFile file) {
        return new StoreException("the file " + file.name() + " (" + file.sha256() + ") is missing under " + root);
    }

    /// Fetches a file of a manifest from another hub, in parts, unless it is here.
    ///
    /// @throws MalformedException if what came is not the file; nothing is kept then
    public void fetch(HubClient hub, ManifestFile file) throws IOException, HubException, MalformedException {
        if (has(file.sha256())) {
            return;
        }
        Path path = partial(file.sha256());
        disk.createDirectories(path.getParent());
        try (DiskFile part = disk.open(path, Disk.Mode.REPLACE)) {
            hub.fetch(file, part::append);
            part.sync();
        } catch (IOException | HubException | MalformedException failed) {
            disk.delete(path);
            throw failed;
        }
        disk.move(path, path(file.sha256()));
        disk.syncDirectory(path.getParent());
    }

    /// Takes a file of a manifest from a store on the same file system, unless it is here: not a copy but a second name of the same bytes, once
    /// these have the digest. Whatever becomes of the other name, this one stays.
    ///
    /// @return whether it is here now; false where the other store lacks it, has something else under its name, or lies on another file system
    public boolean take(BlobStore other, ManifestFile file) throws IOException {
        if (has(file.sha256())) {
            return true;
        }
        Path path = path(file.sha256());
        Path unchecked = path.resolveSibling(file.sha256().hex() + LINK_SUFFIX);
        disk.createDirectories(path.getParent());
        disk.delete(unchecked);
        try {
            disk.link(other.path(file.sha256()), unchecked);
        } catch (IOException without) {
            return false;
        }
        if (!isFile(unchecked, file)) {
            disk.delete(unchecked);
            return false;
        }
        disk.move(unchecked, path);
        disk.syncDirectory(path.getParent());
        return true;
    }

    private boolean isFile(Path path, ManifestFile file) throws IOException {
        try (DiskFile opened = disk.open(path, Disk.Mode.READ);
                Arena arena = Arena.ofConfined()) {
            return opened.sizeBytes() == file.sizeBytes() && Sha256.of(opened.map(arena)).equals(file.sha256());
        }
    }

    /// Adds a part of a file that comes in parts, from one sender or from several at once: what is there already must be equal, or it is cut off
    /// where this part begins. Which bytes are right is known when all are there.
    ///
    /// @param offset where the part belongs
    /// @return how many bytes are there now; -1 if the part begins behind all that are there, and nothing was changed
    long append(Digest digest, long offset, Bytes part) throws IOException {
        Path path = partial(digest);
        disk.createDirectories(path.getParent());
        if (offset > 0 && !disk.exists(path)) {
            return -1;
        }
        try (DiskFile file = disk.open(path, Disk.Mode.APPEND)) {
            long size = file.sizeBytes();
            if (size < offset) {
                return -1;
            }
            int again = (int) Math.min(part.length(), size - offset);
            if (!file.read(offset, again).equals(part.slice(0, again))) {
                file.truncate(offset);
                again = 0;
            }
            file.append(part.slice(again, part.length()));
            return file.sizeBytes();
        }
    }

    /// Forgets all parts of a file.
    void forgetParts(Digest digest) throws IOException {
        Path path = partial(digest);
        if (disk.exists(path)) {
            disk.delete(path);
        }
    }

    /// Keeps a file whose last part came, or deletes it if its digest is another.
    ///
    /// @return whether it is what its name says
    boolean finish(Digest digest) throws IOException {
        Path path = partial(digest);
        try (DiskFile file = disk.open(path, Disk.Mode.APPEND);
                Arena arena = Arena.ofConfined()) {
            if (!Sha256.of(file.map(arena)).equals(digest)) {
                disk.delete(path);
                return false;
            }
            file.sync();
        }
        disk.move(path, path(digest));
        disk.syncDirectory(path.getParent());
        return true;
    }

    private Path partial(Digest digest) {
        return path(digest).resolveSibling(digest.hex() + PART_SUFFIX);
    }

    /// The files that are here, with their sizes in bytes.
    SortedMap<Digest, Long> sizes() throws IOException {
        SortedMap<Digest, Long> sizes = new TreeMap<>();
        for (int first = 0; first < 256; first++) {
            Path folder = root.resolve("%02x".formatted(first));
            if (disk.exists(folder)) {
                for (String name : disk.list(folder)) {
                    size(folder.resolve(name), sizes);
                }
            }
        }
        return sizes;
    }

    private void size(Path path, SortedMap<Digest, Long> sizes) throws IOException {
        try (DiskFile file = disk.open(path, Disk.Mode.READ)) {
            sizes.put(Digest.parse(path.getFileName().toString()), file.sizeBytes());
        } catch (MalformedException temporary) {
            // A write that was broken off.
            disk.delete(path);
        }
    }

    /// Deletes a file that nobody needs.
    void delete(Digest digest) throws IOException {
        disk.delete(path(digest));
        disk.delete(partial(digest));
    }

    private Path path(Digest digest) {
        String hex = digest.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex);
    }
}
