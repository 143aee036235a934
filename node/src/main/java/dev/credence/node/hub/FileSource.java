package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.manifest.ManifestFile;
import java.lang.foreign.MemorySegment;

/// Where the files of a manifest come from.
@FunctionalInterface
public interface FileSource<E extends Exception> {
    /// The whole file, in memory.
    Bytes read(ManifestFile file) throws E;

    /// The file without reading it, where it lies on a disk: that of a language model may be larger than memory. Here it is read at once.
    default MemorySegment map(ManifestFile file) throws E {
        return MemorySegment.ofArray(read(file).toArray());
    }
}
