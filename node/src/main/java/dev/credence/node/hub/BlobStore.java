package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Files by their SHA-256: `<root>/<first two digits>/<digest>`.
public final class BlobStore {
    /// Files are held in memory while they are checked; a larger model needs the memory-mapped readers.
    public static final int BLOB_BYTES_MAX = 1 << 30;

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
    }

    private Path path(Digest digest) {
        String hex = digest.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex);
    }
}
