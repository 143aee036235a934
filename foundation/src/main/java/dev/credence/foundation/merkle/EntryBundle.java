package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/// Up to 256 neighbouring log entries as one static resource (C2SP tlog-tiles): for each, u16 length, then its bytes.
public final class EntryBundle {
    /// The longest entry that a bundle can hold.
    public static final int ENTRY_BYTES_MAX = 0xffff;

    private EntryBundle() {}

    /// @param entries 1 to 256 entries of at most 65,535 bytes
    public static Bytes encode(List<Bytes> entries) {
        if (entries.isEmpty() || entries.size() > TilePath.WIDTH) {
            throw new IllegalArgumentException("a bundle has 1 to 256 entries, found " + entries.size());
        }
        ByteWriter writer = new ByteWriter();
        for (Bytes entry : entries) {
            if (entry.length() > ENTRY_BYTES_MAX) {
                throw new IllegalArgumentException("an entry has at most 65535 bytes, found " + entry.length());
            }
            writer.u8(entry.length() >>> 8).u8(entry.length() & 0xff).raw(entry);
        }
        return writer.toBytes();
    }

    /// @throws MalformedException unless the bytes are 1 to 256 whole entries and nothing else
    public static List<Bytes> decode(Bytes bundle) throws MalformedException {
        ByteReader reader = new ByteReader(bundle);
        List<Bytes> entries = new ArrayList<>();
        do {
            if (entries.size() == TilePath.WIDTH) {
                throw new MalformedException("", reader.offset(), "at most 256 entries", "more");
            }
            String path = "[" + entries.size() + "]";
            int length = reader.u8(path) << 8 | reader.u8(path);
            entries.add(reader.raw(path, length));
        } while (reader.remaining() > 0);
        return List.copyOf(entries);
    }
}
