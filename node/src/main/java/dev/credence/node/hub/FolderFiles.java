package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// A model's files under their names in a folder.
///
/// @param suffix behind each name: empty, or that of files that are still being fetched
/// @param arena  how long what is mapped stays
public record FolderFiles(Disk disk, Path folder, String suffix, Arena arena) implements FileSource<IOException> {
    @Override
    public Bytes read(ManifestFile file) throws IOException {
        return AtomicFile.read(disk, path(file), BlobStore.BLOB_BYTES_MAX);
    }

    @Override
    public MemorySegment map(ManifestFile file) throws IOException {
        try (DiskFile opened = disk.open(path(file), Disk.Mode.READ)) {
            return opened.map(arena);
        }
    }

    private Path path(ManifestFile file) throws StoreException {
        Path path = folder.resolve(file.name() + suffix);
        if (!disk.exists(path)) {
            throw new StoreException("the file " + file.name() + " is missing in " + folder);
        }
        return path;
    }
}
