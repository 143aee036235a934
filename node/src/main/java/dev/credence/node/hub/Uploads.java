package dev.credence.node.hub;

import dev.credence.foundation.hash.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Files that were uploaded and that no release names yet: so many bytes at once, and each for a day.
///
/// Time is an argument; whoever calls sees to it that one thread does at a time.
final class Uploads {
    /// As much as the largest model that can be uploaded, twice.
    static final long BYTES_MAX_DEFAULT = 2 * BlobStore.FILE_BYTES_MAX;
    static final long KEPT_MILLIS = 86_400_000;

    private record Upload(long sinceMillis, long bytes) {}

    private final Map<Digest, Upload> waiting = new LinkedHashMap<>();
    private final long bytesMax;
    private long bytes;

    Uploads(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    long bytesMax() {
        return bytesMax;
    }

    /// The size under which a file waits, or comes in parts.
    OptionalLong size(Digest file) {
        Upload upload = waiting.get(file);
        return upload == null ? OptionalLong.empty() : OptionalLong.of(upload.bytes());
    }

    /// Whether a file of that size may come.
    boolean hasRoom(long more) {
        return bytes + more <= bytesMax;
    }

    long bytes() {
        return bytes;
    }

    void add(Digest file, long size, long nowMillis) {
        Upload before = waiting.put(file, new Upload(nowMillis, size));
        bytes += size - (before == null ? 0 : before.bytes());
    }

    /// Somebody has uploaded the file again: if it waits for a release, its day begins anew.
    void again(Digest file, long nowMillis) {
        waiting.computeIfPresent(file, (_, upload) -> new Upload(nowMillis, upload.bytes()));
    }

    /// The file is counted no more: a release names it, and it stays, or it is gone.
    void forget(Digest file) {
        Upload upload = waiting.remove(file);
        bytes -= upload == null ? 0 : upload.bytes();
    }

    /// Takes out those that have waited too long.
    List<Digest> expired(long nowMillis) {
        List<Digest> old = new ArrayList<>();
        waiting.forEach((file, upload) -> {
            if (nowMillis - upload.sinceMillis() >= KEPT_MILLIS) {
                old.add(file);
            }
        });
        old.forEach(this::forget);
        return old;
    }
}
