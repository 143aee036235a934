package dev.credence.node.cosigner;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.Cosignature;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.store.BlockLog;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.World;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// An independent cosigner: it signs a checkpoint only if that extends everything it signed before for the same log.
///
/// What it signed last is durable before its signature leaves, so that neither a crash nor a second request at the same
/// time makes it sign two histories.
public final class Cosigner implements Closeable {
    private static final int ORIGIN_BYTES_MAX = 1024;
    private static final int RECORDS_MAX = 100_000;

    private final World world;
    private final NoteKey name;
    private final SecretKey key;
    private final List<NoteKey> logs;
    private final Path path;
    private final TreeMap<String, Seen> seen = new TreeMap<>();
    private BlockLog log;
    private int records;
    private Optional<String> failure = Optional.empty();

    /// What was last signed for one log.
    private record Seen(long size, Digest root) {}

    private Cosigner(World world, String name, SecretKey key, List<NoteKey> logs, Path path) {
        this.world = world;
        this.name = new NoteKey(name, KeyKind.COSIGNER, key.publicKey());
        this.key = key;
        this.logs = List.copyOf(logs);
        this.path = path;
    }

    /// Opens the cosigner whose state is the file `path`.
    ///
    /// @param name in the cosignatures
    /// @param logs the keys of the logs that it serves; a key's name is the log's origin
    public static Cosigner open(World world, Path path, String name, SecretKey key, List<NoteKey> logs)
            throws IOException {
        Cosigner cosigner = new Cosigner(world, name, key, logs, path);
        cosigner.openLog();
        if (cosigner.records > RECORDS_MAX) {
            cosigner.compact();
        }
        return cosigner;
    }

    private void openLog() throws IOException {
        records = 0;
        log = BlockLog.open(world, path, name.key().id().bytes(), (offset, content) -> {
            records++;
            try {
                ByteReader reader = new ByteReader(content);
                String origin = reader.sized("origin", ORIGIN_BYTES_MAX).utf8();
                Seen last = new Seen(reader.u64("size"), new Digest(reader.raw("root", Digest.LENGTH)));
                reader.end();
                seen.put(origin, last);
            } catch (MalformedException malformed) {
                throw new StoreException(path + " holds a record that is none of a cosigner: " + malformed.getMessage());
            }
        });
    }

    private void compact() throws IOException {
        log.close();
        List<Bytes> last = seen.entrySet().stream()
                .map(entry -> record(entry.getKey(), entry.getValue()))
                .toList();
        BlockLog.rewrite(world, path, name.key().id().bytes(), last);
        openLog();
    }

    private static Bytes record(String origin, Seen last) {
        return new ByteWriter()
                .sized(Bytes.ofUtf8(origin))
                .u64(last.size())
                .raw(last.root().bytes())
                .toBytes();
    }

    /// The key under which it cosigns.
    public NoteKey key() {
        return name;
    }

    /// Answers add-checkpoint (C2SP tlog-witness).
    public CosignerReply addCheckpoint(Bytes body) {
        AddCheckpoint request;
        Checkpoint checkpoint;
        try {
            request = AddCheckpoint.decode(body);
            checkpoint = Checkpoint.parse(request.note().text());
        } catch (MalformedException malformed) {
            return CosignerReply.text(400, malformed.getMessage());
        }
        List<NoteKey> known = logs.stream()
                .filter(log -> log.name().equals(checkpoint.origin()))
                .toList();
        if (known.isEmpty()) {
            return CosignerReply.text(404, "no log of origin " + checkpoint.origin() + " is served here");
        }
        boolean genuine = request.note().signatures().stream()
                .anyMatch(line -> known.stream().anyMatch(log -> log.verify(request.note().text(), line)));
        if (!genuine) {
            return CosignerReply.text(403, "the checkpoint is not signed by its log");
        }
        if (request.oldSize() > checkpoint.size()) {
            return CosignerReply.text(
                    400, "an old size of at most " + checkpoint.size() + " expected, found " + request.oldSize());
        }
        return cosign(request, checkpoint);
    }

    private synchronized CosignerReply cosign(AddCheckpoint request, Checkpoint checkpoint) {
        if (failure.isPresent()) {
            return CosignerReply.text(503, "the cosigner has stopped: " + failure.get());
        }
        Seen last = seen.getOrDefault(checkpoint.origin(), new Seen(0, MerkleTree.emptyRoot()));
        if (request.oldSize() != last.size()) {
            return CosignerReply.size(last.size());
        }
        if (last.size() == checkpoint.size() && !last.root().equals(checkpoint.root())) {
            return CosignerReply.text(409, "another root of size " + last.size() + " was cosigned before");
        }
        if (!isConsistent(last, request, checkpoint)) {
            return CosignerReply.text(422, "the proof does not lead from size " + last.size() + " to the checkpoint");
        }
        try {
            keep(checkpoint);
        } catch (IOException failed) {
            failure = Optional.of(failed.getMessage());
            return CosignerReply.text(503, "the cosigner cannot write: " + failed.getMessage());
        }
        long seconds = world.clock().timeMillis() / 1000;
        String line = Cosignature.sign(name.name(), key, seconds, checkpoint).line();
        return new CosignerReply(200, CosignerReply.TEXT, Bytes.ofUtf8(line + "\n"));
    }

    private static boolean isConsistent(Seen last, AddCheckpoint request, Checkpoint checkpoint) {
        if (last.size() == 0 || last.size() == checkpoint.size()) {
            return request.proof().isEmpty();
        }
        return MerkleTree.verifyConsistency(
                last.size(), checkpoint.size(), last.root(), checkpoint.root(), request.proof());
    }

    private void keep(Checkpoint checkpoint) throws IOException {
        Seen now = new Seen(checkpoint.size(), checkpoint.root());
        if (now.equals(seen.get(checkpoint.origin()))) {
            return;
        }
        log.append(record(checkpoint.origin(), now));
        seen.put(checkpoint.origin(), now);
        records++;
        if (records > RECORDS_MAX) {
            compact();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }
}
