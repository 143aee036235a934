package dev.credence.node.config;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `{"data","bind"?,"port","name","environment","faucet"?,"cosigners":[{"key": verifier key,"url"}…],"quorum"}`.
///
/// Name, environment, faucet, cosigners and quorum make the genesis at the first start and cannot change afterwards.
public record LedgerConfig(
        Path data, Listen listen, String name, String environment, long faucet, List<Peer> cosigners, int quorum) {
    private static final int COSIGNERS_MAX = 64;

    /// @param key as the cosigner prints it
    public record Peer(NoteKey key, URI url) {}

    public LedgerConfig {
        cosigners = List.copyOf(cosigners);
    }

    public static LedgerConfig decode(Bytes file, Path folder) throws MalformedException {
        JsonFields fields = ConfigFields.of(file);
        Path data = ConfigFields.path(fields, "data", folder);
        Listen listen = ConfigFields.listen(fields);
        String name = fields.string("name", 32);
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw fields.fault("name", "1 to 32 lower-case letters, digits and hyphens", "'" + name + "'");
        }
        String environment = fields.oneOf("environment", Set.of("local", "test", "production"));
        long faucet = fields.optionalInteger("faucet", 0, JsonInteger.VALUE_MAX).orElse(0);
        if (environment.equals("production") && faucet > 0) {
            throw fields.fault("faucet", "none in environment production, where a stake must cost something", String.valueOf(faucet));
        }
        List<Peer> cosigners = new ArrayList<>();
        for (JsonFields item : fields.objects("cosigners", COSIGNERS_MAX)) {
            cosigners.add(peer(item));
        }
        int quorum = (int) fields.integer("quorum", 0, cosigners.size());
        fields.end();
        return new LedgerConfig(data, listen, name, environment, faucet, cosigners, quorum);
    }

    private static Peer peer(JsonFields item) throws MalformedException {
        NoteKey key;
        try {
            key = NoteKey.parse(item.string("key", 1_024));
        } catch (MalformedException malformed) {
            throw malformed.within(item.pathOf("key"));
        }
        if (key.kind() != KeyKind.COSIGNER) {
            throw item.fault("key", "a cosigner's key", "a log's");
        }
        Peer peer = new Peer(key, ConfigFields.address(item, "url"));
        item.end();
        return peer;
    }
}
