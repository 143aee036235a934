package dev.credence.node.gateway;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.exchange.ExecuteCall;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Evidence that was promised and is not bought yet, one file a receipt, so that a gateway that died goes on with it.
///
/// ```
/// RECEIPT.plan = u8 2 ‖ u8 owners drawn ‖ u8 1 if an argument is to come, else 0 ‖ u32 length ‖ signed receipt ‖ u32 length ‖ the request as an operator gets it ‖ SHA-256(all before)
/// ```
///
/// The request stands in it, and of a text the tokens that were sampled, for whoever is drawn must be sent it; the file is deleted as soon as the plan has come to its end.
final class PlanStore {
    private static final Logger LOG = LoggerFactory.getLogger(PlanStore.class);
    private static final String SUFFIX = ".plan";
    private static final int VERSION = 2;
    private static final int REQUEST_BYTES_MAX = 80 << 20;
    private static final int FILE_BYTES_MAX = REQUEST_BYTES_MAX + ReceiptStore.RECORD_FILE_BYTES_MAX + 64;

    private final Disk disk;
    private final Path directory;

    private PlanStore(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /// @param directory of the plans, and of nothing else
    static PlanStore open(Disk disk, Path directory) throws IOException {
        disk.createDirectories(directory);
        return new PlanStore(disk, directory);
    }

    /// Returns when the plan is durable.
    void keep(EvidenceJob job) throws IOException {
        Bytes content = new ByteWriter()
                .u8(VERSION)
                .u8(job.plan().drawn())
                .u8(job.plan().argument() ? 1 : 0)
                .sized(job.signed().file().encode())
                .sized(new ExecuteCall(job.receipt(), job.statement().issue().asked(), job.work()).encode())
                .toBytes();
        AtomicFile.writePrivate(disk, path(job.receipt()), Bytes.concat(content, Sha256.of(content).bytes()));
    }

    /// Deletes a plan that has come to its end. If that is lost, the next start finds a plan whose receipt is complete.
    void drop(Bytes receipt) {
        try {
            disk.delete(path(receipt));
        } catch (IOException failed) {
            LOG.warn("the plan of receipt {} could not be deleted: {}", receipt.hex(), failed.getMessage());
        }
    }

    /// The plans that are there; what is no plan is passed over with a word.
    List<EvidenceJob> all() throws IOException {
        List<EvidenceJob> jobs = new ArrayList<>();
        for (String name : disk.list(directory)) {
            if (!name.endsWith(SUFFIX)) {
                // A write that was broken off: nobody was told of it.
                disk.delete(directory.resolve(name));
                continue;
            }
            try {
                jobs.add(decode(AtomicFile.read(disk, directory.resolve(name), FILE_BYTES_MAX)));
            } catch (MalformedException damaged) {
                LOG.error("{} is no plan, and its receipt stays without evidence: {}", directory.resolve(name), damaged.getMessage());
            }
        }
        return jobs;
    }

    private static EvidenceJob decode(Bytes file) throws MalformedException {
        ByteReader reader = new ByteReader(file);
        int version = reader.u8("version");
        if (version != VERSION) {
            throw new MalformedException("version", 0, "version 2", String.valueOf(version));
        }
        int drawn = reader.u8("drawn");
        boolean argument = reader.u8("argument") == 1;
        ReceiptFile receipt = ReceiptFile.decode(reader.sized("receipt", ReceiptStore.RECORD_FILE_BYTES_MAX));
        ExecuteCall call = ExecuteCall.decode(reader.sized("request", REQUEST_BYTES_MAX));
        int covered = reader.offset();
        Digest digest = new Digest(reader.raw("digest", Digest.LENGTH));
        reader.end();
        if (!Sha256.of(file.slice(0, covered)).equals(digest)) {
            throw new MalformedException("digest", covered, "the digest of what stands before", digest.hex());
        }
        Envelope envelope = receipt.envelope();
        EvidenceJob.Signed signed = new EvidenceJob.Signed(receipt, envelope.statement(), envelope.leaf());
        return new EvidenceJob(call.receipt(), signed, call.work(), new EvidencePlan(drawn, argument));
    }

    private Path path(Bytes receipt) {
        return directory.resolve(receipt.hex() + SUFFIX);
    }
}
