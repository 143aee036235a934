package dev.credence.settlement.machine;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.settlement.transaction.SignedTransaction;
import java.util.ArrayList;
import java.util.List;

/// What one step of the ledger takes in.
///
/// ```
/// block = u8 1 ‖ u64 height ‖ u64 timeMillis ‖ reveal ‖ next ‖ u32 n ‖ n × (u32 length ‖ transaction)
/// ```
///
/// @param reveal the secret that the previous seal committed to
/// @param next   H of the secret that the next block will reveal
public record Block(long height, long timeMillis, Digest reveal, Digest next, List<Bytes> transactions) {
    private static final int VERSION = 1;

    public Block {
        transactions = List.copyOf(transactions);
    }

    public Bytes encode() {
        ByteWriter writer = new ByteWriter()
                .u8(VERSION)
                .u64(height)
                .u64(timeMillis)
                .raw(reveal.bytes())
                .raw(next.bytes())
                .u32(transactions.size());
        transactions.forEach(writer::sized);
        return writer.toBytes();
    }

    public static Block decode(Bytes bytes) throws MalformedException {
        ByteReader reader = new ByteReader(bytes);
        int version = reader.u8("version");
        if (version != VERSION) {
            throw new MalformedException("version", 0, "version 1", String.valueOf(version));
        }
        long height = reader.u64("height");
        long timeMillis = reader.u64("timeMillis");
        Digest reveal = new Digest(reader.raw("reveal", Digest.LENGTH));
        Digest next = new Digest(reader.raw("next", Digest.LENGTH));
        int at = reader.offset();
        long count = reader.u32("transactions");
        if (count > Limits.BLOCK_TRANSACTIONS_MAX) {
            throw new MalformedException(
                    "transactions", at, "at most " + Limits.BLOCK_TRANSACTIONS_MAX, String.valueOf(count));
        }
        List<Bytes> transactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transactions.add(reader.sized("transactions[" + i + "]", SignedTransaction.BYTES_MAX));
        }
        reader.end();
        return new Block(height, timeMillis, reveal, next, transactions);
    }
}
