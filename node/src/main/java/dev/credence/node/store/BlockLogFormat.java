package dev.credence.node.store;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.zip.CRC32C;

/// The bytes of a block log.
///
/// ```
/// file   = "CRDLOG0\n" ‖ salt (8) ‖ u32 length ‖ identity ‖ u32 CRC32C(all before) ‖ record*
/// record = u32 length ‖ u32 CRC32C(salt ‖ length) ‖ u32 CRC32C(salt ‖ content) ‖ content       length 1 … 4 MiB
/// ```
///
/// The salt is random and stays on this disk, so that nobody can submit content that looks like a record.
final class BlockLogFormat {
    static final int RECORD_BYTES_MAX = 4 << 20;
    static final int FRAME_BYTES = 12;
    static final int SALT_BYTES = 8;
    static final int IDENTITY_BYTES_MAX = 1024;

    private static final Bytes MAGIC = Bytes.ofUtf8("CRDLOG0\n");

    private BlockLogFormat() {}

    static Bytes fileHeader(Bytes salt, Bytes identity) {
        Bytes head = new ByteWriter().raw(MAGIC).raw(salt).sized(identity).toBytes();
        return new ByteWriter().raw(head).u32(checksum(Bytes.EMPTY, head)).toBytes();
    }

    /// @param salt     of the record checksums
    /// @param identity what the log belongs to, such as the genesis digest
    record FileHeader(Bytes salt, Bytes identity, int length) {}

    static FileHeader decodeFileHeader(Bytes start) throws MalformedException {
        ByteReader reader = new ByteReader(start);
        if (!reader.raw("magic", MAGIC.length()).equals(MAGIC)) {
            throw new MalformedException("magic", 0, "a block log of version 0", "another file");
        }
        Bytes salt = reader.raw("salt", SALT_BYTES);
        Bytes identity = reader.sized("identity", IDENTITY_BYTES_MAX);
        int covered = reader.offset();
        if (reader.u32("checksum") != checksum(Bytes.EMPTY, start.slice(0, covered))) {
            throw new MalformedException("checksum", covered, "the checksum of the header", "another");
        }
        return new FileHeader(salt, identity, reader.offset());
    }

    static Bytes record(Bytes salt, Bytes content) {
        if (content.isEmpty() || content.length() > RECORD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a record has 1 to " + RECORD_BYTES_MAX + " bytes, found " + content.length());
        }
        return new ByteWriter()
                .u32(content.length())
                .u32(lengthChecksum(salt, content.length()))
                .u32(checksum(salt, content))
                .raw(content)
                .toBytes();
    }

    /// The content's length that a frame states, or -1 if these bytes are no frame.
    static int contentLength(Bytes salt, Bytes frame) {
        try {
            ByteReader reader = new ByteReader(frame);
            long length = reader.u32("length");
            boolean plausible = length >= 1 && length <= RECORD_BYTES_MAX;
            return plausible && reader.u32("checksum") == lengthChecksum(salt, (int) length) ? (int) length : -1;
        } catch (MalformedException tooShort) {
            return -1;
        }
    }

    static boolean contentMatches(Bytes salt, Bytes frame, Bytes content) {
        try {
            return new ByteReader(frame.slice(8, FRAME_BYTES)).u32("checksum") == checksum(salt, content);
        } catch (MalformedException impossible) {
            throw new IllegalStateException("four bytes hold a u32", impossible);
        }
    }

    private static long lengthChecksum(Bytes salt, int length) {
        return checksum(salt, new ByteWriter().u32(length).toBytes());
    }

    private static long checksum(Bytes salt, Bytes content) {
        CRC32C crc = new CRC32C();
        crc.update(salt.toBuffer());
        crc.update(content.toBuffer());
        return crc.getValue();
    }
}
