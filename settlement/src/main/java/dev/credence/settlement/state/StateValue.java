package dev.credence.settlement.state;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.SparseMerkleTree;
import dev.credence.foundation.signature.PublicKey;
import java.util.OptionalLong;

/// The encoding of what stands in the state tree (ledger.md 4.4): a value begins with its kind and its own name, so that
/// the values alone are the whole state.
///
/// ```
/// key = SparseMerkleTree.key(u8 kind ‖ name)      value = u8 kind ‖ name ‖ fields
/// ```
final class StateValue {
    static final int CHAIN = 0;
    static final int ACCOUNT = 1;
    static final int OPERATOR = 2;
    static final int PUBLISHER = 3;
    static final int RELEASE = 4;
    static final int SLOTS = 5;
    static final int DEPARTED = 6;

    private static final int WORD_BYTES_MAX = 64;

    private StateValue() {}

    static Digest chainKey() {
        return SparseMerkleTree.key(new ByteWriter().u8(CHAIN).toBytes());
    }

    static Digest accountKey(Digest id) {
        return named(ACCOUNT, id.bytes());
    }

    static Digest operatorKey(Digest id) {
        return named(OPERATOR, id.bytes());
    }

    static Digest publisherKey(String name) {
        return named(PUBLISHER, Bytes.ofUtf8(name));
    }

    static Digest releaseKey(String name, String version) {
        return named(RELEASE, Bytes.ofUtf8(name + "@" + version));
    }

    static Digest slotsKey(long height) {
        return named(SLOTS, new ByteWriter().u64(height).toBytes());
    }

    static Digest departedKey(Digest operator) {
        return named(DEPARTED, operator.bytes());
    }

    private static Digest named(int kind, Bytes name) {
        return SparseMerkleTree.key(new ByteWriter().u8(kind).raw(name).toBytes());
    }

    static Bytes encode(Chain chain) {
        Chain.OperatorsInForce operators = chain.operators();
        return new ByteWriter()
                .u8(CHAIN)
                .u64(chain.height())
                .u64(chain.timeMillis())
                .u64(chain.issued())
                .u64(chain.logSize())
                .u64(chain.sealIndex())
                .raw(chain.next().bytes())
                .u64(operators.index())
                .u64(operators.height())
                .raw(operators.digest().bytes())
                .u64(chain.slots())
                .toBytes();
    }

    static Chain chain(Bytes value) throws MalformedException {
        ByteReader reader = open(value, CHAIN);
        Chain chain = new Chain(
                reader.u64("height"),
                reader.u64("timeMillis"),
                reader.u64("issued"),
                reader.u64("logSize"),
                reader.u64("sealIndex"),
                digest(reader, "next"),
                new Chain.OperatorsInForce(
                        reader.u64("operators.index"), reader.u64("operators.height"), digest(reader, "operators.digest")),
                reader.u64("slots"));
        reader.end();
        return chain;
    }

    static Bytes encode(Account account) {
        return new ByteWriter()
                .u8(ACCOUNT)
                .raw(account.id().bytes())
                .u64(account.balance())
                .u64(account.nonce())
                .u8(account.claimed() ? 1 : 0)
                .toBytes();
    }

    static Account account(Bytes value) throws MalformedException {
        ByteReader reader = open(value, ACCOUNT);
        Account account =
                new Account(digest(reader, "id"), reader.u64("balance"), reader.u64("nonce"), reader.u8("claimed") == 1);
        reader.end();
        return account;
    }

    static Bytes encode(Operator operator) {
        return new ByteWriter()
                .u8(OPERATOR)
                .raw(operator.id().bytes())
                .raw(operator.key().raw())
                .raw(operator.owner().bytes())
                .u64(operator.stake())
                .u8(operator.active() ? 1 : 0)
                .u64(operator.heartbeat().height())
                .u64(operator.heartbeat().millis())
                .u64(operator.retiredHeight().orElse(0))
                .u64(operator.equivocations())
                .u64(operator.taken().period())
                .u64(operator.taken().slots())
                .toBytes();
    }

    static Operator operator(Bytes value) throws MalformedException {
        ByteReader reader = open(value, OPERATOR);
        digest(reader, "id");
        PublicKey key = new PublicKey(reader.raw("key", PublicKey.LENGTH));
        Digest owner = digest(reader, "owner");
        long stake = reader.u64("stake");
        boolean active = reader.u8("active") == 1;
        Operator.Heartbeat heartbeat = new Operator.Heartbeat(reader.u64("heartbeat.height"), reader.u64("heartbeat.millis"));
        long retired = reader.u64("retiredHeight");
        long equivocations = reader.u64("equivocations");
        Operator.Taken taken = new Operator.Taken(reader.u64("taken.period"), reader.u64("taken.slots"));
        reader.end();
        OptionalLong retiredHeight = retired == 0 ? OptionalLong.empty() : OptionalLong.of(retired);
        return new Operator(key, owner, stake, active, heartbeat, retiredHeight, equivocations, taken);
    }

    static Bytes encodePublisher(String name, Digest publisher) {
        return word(new ByteWriter().u8(PUBLISHER), name).raw(publisher.bytes()).toBytes();
    }

    static Digest publisher(Bytes value) throws MalformedException {
        ByteReader reader = open(value, PUBLISHER);
        word(reader);
        Digest publisher = digest(reader, "publisher");
        reader.end();
        return publisher;
    }

    static Bytes encode(Release release) {
        return word(word(new ByteWriter().u8(RELEASE), release.name()), release.version())
                .raw(release.publisher().bytes())
                .raw(release.model().bytes())
                .u64(release.height())
                .toBytes();
    }

    static Release release(Bytes value) throws MalformedException {
        ByteReader reader = open(value, RELEASE);
        Release release = new Release(
                word(reader), word(reader), digest(reader, "publisher"), digest(reader, "model"), reader.u64("height"));
        reader.end();
        return release;
    }

    static Bytes encodeDeparted(Digest operator, long equivocations) {
        return new ByteWriter().u8(DEPARTED).raw(operator.bytes()).u64(equivocations).toBytes();
    }

    static long departed(Bytes value) throws MalformedException {
        ByteReader reader = open(value, DEPARTED);
        digest(reader, "id");
        long equivocations = reader.u64("equivocations");
        reader.end();
        return equivocations;
    }

    static Bytes encodeSlots(long height, int count, Digest digest) {
        return new ByteWriter().u8(SLOTS).u64(height).u32(count).raw(digest.bytes()).toBytes();
    }

    /// The key under which a value stands.
    static Digest keyOf(Bytes value) throws MalformedException {
        ByteReader reader = new ByteReader(value);
        int kind = reader.u8("kind");
        return switch (kind) {
            case CHAIN -> chainKey();
            case ACCOUNT, OPERATOR, DEPARTED -> named(kind, reader.raw("id", Digest.LENGTH));
            case PUBLISHER -> publisherKey(word(reader));
            case RELEASE -> releaseKey(word(reader), word(reader));
            case SLOTS -> slotsKey(reader.u64("height"));
            default -> throw new MalformedException("kind", 0, "a kind from 0 to 6", String.valueOf(kind));
        };
    }

    static int kindOf(Bytes value) {
        return value.at(0);
    }

    private static ByteReader open(Bytes value, int kind) throws MalformedException {
        ByteReader reader = new ByteReader(value);
        int found = reader.u8("kind");
        if (found != kind) {
            throw new MalformedException("kind", 0, "kind " + kind, "kind " + found);
        }
        return reader;
    }

    private static Digest digest(ByteReader reader, String path) throws MalformedException {
        return new Digest(reader.raw(path, Digest.LENGTH));
    }

    private static ByteWriter word(ByteWriter writer, String word) {
        return writer.sized(Bytes.ofUtf8(word));
    }

    private static String word(ByteReader reader) throws MalformedException {
        return reader.sized("word", WORD_BYTES_MAX).utf8();
    }
}
