package dev.credence.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The metadata and tensors of one GGUF file; a file without tensors holds a vocabulary alone.
///
/// **Obligation**: the mapping that was handed to the reader stays open for as long as this is used.
public final class GgufFile {
    private final MemorySegment header;
    private final GgufMetadata metadata;
    private final Map<String, GgufTensor> tensors;

    GgufFile(MemorySegment header, GgufMetadata metadata, Map<String, GgufTensor> tensors) {
        this.header = header;
        this.metadata = metadata;
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /// The file's bytes before its tensor data: counts, metadata, tensor table, padding.
    public MemorySegment header() {
        return header;
    }

    public GgufMetadata metadata() {
        return metadata;
    }

    /// The tensors in the order of the file.
    public Collection<GgufTensor> tensors() {
        return tensors.values();
    }

    public Optional<GgufTensor> tensor(String name) {
        return Optional.ofNullable(tensors.get(name));
    }
}
