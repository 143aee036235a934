package dev.credence.settlement.transaction;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.receipt.request.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The binary encoding of a transaction's payload (ledger.md 4.2): what is signed.
///
/// ```
/// payload = u8 1 ‖ u8 length ‖ network ‖ fields of the kind
/// ```
final class TransactionCodec {
    static final int VERSION = 1;
    static final int NETWORK_BYTES_MAX = 64;

    private TransactionCodec() {}

    /// The kinds, their codes and the payload types under which they are signed.
    enum Kind {
        TRANSFER(1, "transfer"),
        FAUCET_CLAIM(2, "faucet-claim"),
        REGISTER_OPERATOR(3, "register-operator"),
        ADD_STAKE(4, "add-stake"),
        DEREGISTER_OPERATOR(5, "deregister-operator"),
        WITHDRAW_STAKE(6, "withdraw-stake"),
        HEARTBEAT(7, "heartbeat"),
        ANNOUNCE_RELEASE(8, "announce-release"),
        BATCH(9, "batch"),
        SUBMISSION(10, "submission");

        final int code;
        final String payloadType;

        Kind(int code, String word) {
            this.code = code;
            this.payloadType = "application/vnd.credence.transaction." + word + ".v1";
        }

        static Kind of(Transaction transaction) {
            return switch (transaction) {
                case Transaction.Transfer _ -> TRANSFER;
                case Transaction.FaucetClaim _ -> FAUCET_CLAIM;
                case Transaction.RegisterOperator _ -> REGISTER_OPERATOR;
                case Transaction.AddStake _ -> ADD_STAKE;
                case Transaction.DeregisterOperator _ -> DEREGISTER_OPERATOR;
                case Transaction.WithdrawStake _ -> WITHDRAW_STAKE;
                case Transaction.Heartbeat _ -> HEARTBEAT;
                case Transaction.AnnounceRelease _ -> ANNOUNCE_RELEASE;
                case Transaction.Batch _ -> BATCH;
                case Transaction.Submission _ -> SUBMISSION;
            };
        }

        static Kind decode(int code, long offset) throws MalformedException {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new MalformedException("kind", offset, "a kind from 1 to " + values().length, String.valueOf(code));
        }
    }

    static Bytes encode(String network, Transaction transaction) {
        Bytes name = Bytes.ofUtf8(network);
        if (name.isEmpty() || name.length() > NETWORK_BYTES_MAX) {
            throw new IllegalArgumentException("a network's name has 1 to 64 bytes, found '" + network + "'");
        }
        ByteWriter writer = new ByteWriter().u8(VERSION).u8(name.length()).raw(name);
        switch (transaction) {
            case Transaction.Transfer t -> by(writer, t.from(), t.nonce()).raw(t.to().bytes()).u64(t.amount());
            case Transaction.FaucetClaim t -> by(writer, t.account(), t.nonce());
            case Transaction.RegisterOperator t ->
                by(writer, t.owner(), t.nonce()).raw(t.operator().raw()).u64(t.stake());
            case Transaction.AddStake t ->
                by(writer, t.owner(), t.nonce()).raw(t.operator().bytes()).u64(t.amount());
            case Transaction.DeregisterOperator t ->
                by(writer, t.owner(), t.nonce()).raw(t.operator().bytes());
            case Transaction.WithdrawStake t ->
                by(writer, t.owner(), t.nonce()).raw(t.operator().bytes());
            case Transaction.Heartbeat t -> by(writer, t.operator(), t.height());
            case Transaction.AnnounceRelease t ->
                word(word(by(writer, t.publisher(), t.nonce()), t.name()), t.version())
                        .raw(t.model().bytes());
            case Transaction.Batch t -> {
                writer.raw(t.operator().raw()).u32(t.pairs().size());
                t.pairs().forEach(pair -> writer.raw(pair.slot().bytes()).raw(pair.leaf().bytes()));
            }
            case Transaction.Submission t -> writer.sized(t.envelope());
        }
        return writer.toBytes();
    }

    private static ByteWriter by(ByteWriter writer, PublicKey signer, long count) {
        return writer.raw(signer.raw()).u64(count);
    }

    private static ByteWriter word(ByteWriter writer, String word) {
        return writer.u8(word.length()).raw(Bytes.ofUtf8(word));
    }

    /// @param network as the payload names it
    record Payload(String network, Transaction transaction) {}

    static Payload decode(Kind kind, Bytes payload) throws MalformedException {
        ByteReader reader = new ByteReader(payload);
        int version = reader.u8("version");
        if (version != VERSION) {
            throw new MalformedException("version", 0, "version 1", String.valueOf(version));
        }
        String network = ascii(reader, "network", NETWORK_BYTES_MAX);
        Transaction transaction = decode(kind, reader);
        reader.end();
        return new Payload(network, transaction);
    }

    private static Transaction decode(Kind kind, ByteReader reader) throws MalformedException {
        return switch (kind) {
            case TRANSFER ->
                new Transaction.Transfer(key(reader, "from"), count(reader, "nonce"), digest(reader, "to"), count(reader, "amount"));
            case FAUCET_CLAIM -> new Transaction.FaucetClaim(key(reader, "account"), count(reader, "nonce"));
            case REGISTER_OPERATOR ->
                new Transaction.RegisterOperator(
                        key(reader, "owner"), count(reader, "nonce"), key(reader, "operator"), count(reader, "stake"));
            case ADD_STAKE ->
                new Transaction.AddStake(
                        key(reader, "owner"), count(reader, "nonce"), digest(reader, "operator"), count(reader, "amount"));
            case DEREGISTER_OPERATOR ->
                new Transaction.DeregisterOperator(key(reader, "owner"), count(reader, "nonce"), digest(reader, "operator"));
            case WITHDRAW_STAKE ->
                new Transaction.WithdrawStake(key(reader, "owner"), count(reader, "nonce"), digest(reader, "operator"));
            case HEARTBEAT -> new Transaction.Heartbeat(key(reader, "operator"), count(reader, "height"));
            case ANNOUNCE_RELEASE ->
                new Transaction.AnnounceRelease(
                        key(reader, "publisher"),
                        count(reader, "nonce"),
                        word(reader, "name", Transaction.AnnounceRelease::isName),
                        word(reader, "version", Transaction.AnnounceRelease::isVersion),
                        digest(reader, "model"));
            case BATCH -> new Transaction.Batch(key(reader, "operator"), pairs(reader));
            case SUBMISSION -> new Transaction.Submission(envelope(reader));
        };
    }

    private static List<SlotLeaf> pairs(ByteReader reader) throws MalformedException {
        int at = reader.offset();
        long count = reader.u32("pairs");
        if (count < 1 || count > Transaction.Batch.PAIRS_MAX) {
            throw new MalformedException("pairs", at, "1 to " + Transaction.Batch.PAIRS_MAX + " pairs", count + " pairs");
        }
        List<SlotLeaf> pairs = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            pairs.add(new SlotLeaf(
                    new Slot(reader.raw("pairs[" + i + "].slot", Slot.LENGTH)), digest(reader, "pairs[" + i + "].leaf")));
        }
        return pairs;
    }

    private static Bytes envelope(ByteReader reader) throws MalformedException {
        int at = reader.offset();
        Bytes envelope = reader.sized("envelope", Transaction.Submission.ENVELOPE_BYTES_MAX);
        if (envelope.isEmpty()) {
            throw new MalformedException("envelope", at, "an envelope", "nothing");
        }
        return envelope;
    }

    private static PublicKey key(ByteReader reader, String path) throws MalformedException {
        return new PublicKey(reader.raw(path, PublicKey.LENGTH));
    }

    private static Digest digest(ByteReader reader, String path) throws MalformedException {
        return new Digest(reader.raw(path, Digest.LENGTH));
    }

    private static long count(ByteReader reader, String path) throws MalformedException {
        int at = reader.offset();
        long value = reader.u64(path);
        if (value < 0) {
            throw new MalformedException(path, at, "a number below 2^63", Long.toUnsignedString(value));
        }
        return value;
    }

    private static String word(ByteReader reader, String path, Predicate<String> fits) throws MalformedException {
        int at = reader.offset();
        String word = ascii(reader, path, Transaction.AnnounceRelease.WORD_CHARS_MAX);
        if (!fits.test(word)) {
            throw new MalformedException(path, at, "letters (in names lower-case), digits, '-', '_' and '.'", "'" + word + "'");
        }
        return word;
    }

    private static String ascii(ByteReader reader, String path, int bytesMax) throws MalformedException {
        int at = reader.offset();
        int length = reader.u8(path);
        if (length < 1 || length > bytesMax) {
            throw new MalformedException(path, at, "1 to " + bytesMax + " bytes", length + " bytes");
        }
        Bytes text = reader.raw(path, length);
        for (int i = 0; i < length; i++) {
            if (text.at(i) < 0x21 || text.at(i) > 0x7e) {
                throw new MalformedException(path, at + 1 + i, "printable ASCII", "byte " + text.at(i));
            }
        }
        return text.utf8();
    }
}
