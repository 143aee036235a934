package dev.credence.settlement.genesis;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a network begins with; its digest is the network's identity (ledger.md 1).
///
/// @param name        1 to 32 lower-case letters, digits and hyphens
/// @param environment `local`, `test` or `production`
/// @param faucet      micro-credits that an account may ask for once; 0 where there is no faucet, as in every `production`
/// @param accounts    that own something from the beginning, sorted by id
/// @param logKey      signs the log's checkpoints
/// @param cosigners   in any order, names and keys each once
/// @param quorum      how many cosigners a checkpoint needs
/// @param next        H of the secret that the first block's seal reveals
/// @param timeMillis  since 1970 UTC; no block is older
public record Genesis(
        String name,
        String environment,
        long faucet,
        List<Allocation> accounts,
        PublicKey logKey,
        List<GenesisCosigner> cosigners,
        int quorum,
        Digest next,
        long timeMillis) {
    public static final String ORIGIN_PREFIX = "credence.dev/log/";
    public static final int COSIGNERS_MAX = 64;
    public static final int ACCOUNTS_MAX = 10_000;

    private static final Set<String> ENVIRONMENTS = Set.of("local", "test", "production");
    private static final JsonLimits LIMITS = new JsonLimits(2 << 20, 4, 40_000);

    /// An account's first balance in micro-credits.
    public record Allocation(Digest id, long balance) {}

    /// @param name of the cosigner's key, as in its cosignatures
    public record GenesisCosigner(String name, PublicKey key) {}

    public Genesis {
        accounts = List.copyOf(accounts);
        cosigners = List.copyOf(cosigners);
        if (!isName(name) || !ENVIRONMENTS.contains(environment)) {
            throw new IllegalArgumentException("a name of [a-z0-9-]{1,32} and an environment of " + ENVIRONMENTS
                    + " expected, found '" + name + "', '" + environment + "'");
        }
        boolean sorted = true;
        for (int i = 1; i < accounts.size(); i++) {
            sorted &= accounts.get(i - 1).id().compareTo(accounts.get(i).id()) < 0;
        }
        long names = cosigners.stream().map(GenesisCosigner::name).distinct().count();
        long keys = cosigners.stream().map(GenesisCosigner::key).distinct().count();
        if (!sorted || names < cosigners.size() || keys < cosigners.size()) {
            throw new IllegalArgumentException("accounts sorted by id and cosigners each once expected");
        }
        if (quorum < 0 || quorum > cosigners.size() || cosigners.size() > COSIGNERS_MAX) {
            throw new IllegalArgumentException(
                    "a quorum of at most " + cosigners.size() + " cosigners expected, found " + quorum);
        }
        if (environment.equals("production") && faucet != 0) {
            throw new IllegalArgumentException(
                    "a network of environment production has no faucet: whoever gets a stake for nothing risks nothing; found one of "
                            + faucet + " micro-credits");
        }
        issued(faucet, accounts);
    }

    private static long issued(long faucet, List<Allocation> accounts) {
        long issued = 0;
        for (Allocation account : accounts) {
            issued = account.balance() < 0 ? -1 : Math.addExact(issued, account.balance());
        }
        if (faucet < 0 || faucet > JsonInteger.VALUE_MAX || issued < 0 || issued > JsonInteger.VALUE_MAX) {
            throw new IllegalArgumentException("amounts from 0 to 2^53−1 expected");
        }
        return issued;
    }

    private static boolean isName(String name) {
        return name.length() >= 1
                && name.length() <= 32
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    /// Micro-credits that exist from the beginning.
    public long issued() {
        return issued(faucet, accounts);
    }

    /// H of the encoded genesis.
    public Digest digest() {
        return Sha256.of(encode());
    }

    /// The network's name: the given one with 16 digits of the digest, so that no two networks share it.
    public String network() {
        return name + "-" + digest().hex().substring(0, 16);
    }

    /// The log's origin.
    public String origin() {
        return ORIGIN_PREFIX + network();
    }

    /// The genesis in its one spelling.
    public Bytes encode() {
        List<Json> accountItems = new ArrayList<>();
        for (Allocation account : accounts) {
            accountItems.add(JsonObject.builder()
                    .put("id", account.id().hex())
                    .put("balance", account.balance())
                    .build());
        }
        List<Json> cosignerItems = new ArrayList<>();
        for (GenesisCosigner cosigner : cosigners) {
            cosignerItems.add(JsonObject.builder()
                    .put("name", cosigner.name())
                    .put("key", cosigner.key().raw().base64())
                    .build());
        }
        return JsonWriter.write(JsonObject.builder()
                .put("name", name)
                .put("environment", environment)
                .put("faucet", faucet)
                .put("accounts", JsonArray.of(accountItems))
                .put("logKey", logKey.raw().base64())
                .put("cosigners", JsonArray.of(cosignerItems))
                .put("quorum", quorum)
                .put("next", next.hex())
                .put("time", timeMillis)
                .build());
    }

    /// Reads a genesis in its one spelling.
    public static Genesis decode(Bytes bytes) throws MalformedException {
        JsonFields fields = JsonFields.inOrder("", StrictJson.parseCanonical(bytes, LIMITS));
        String name = fields.string("name", 32);
        String environment = fields.oneOf("environment", ENVIRONMENTS);
        long faucet = fields.integer("faucet", 0, JsonInteger.VALUE_MAX);
        List<Allocation> accounts = new ArrayList<>();
        for (JsonFields item : fields.objects("accounts", ACCOUNTS_MAX)) {
            accounts.add(new Allocation(item.digest("id"), item.integer("balance", 0, JsonInteger.VALUE_MAX)));
            item.end();
        }
        PublicKey logKey = new PublicKey(fields.base64Exactly("logKey", PublicKey.LENGTH));
        List<GenesisCosigner> cosigners = new ArrayList<>();
        for (JsonFields item : fields.objects("cosigners", COSIGNERS_MAX)) {
            cosigners.add(new GenesisCosigner(
                    item.string("name", 255), new PublicKey(item.base64Exactly("key", PublicKey.LENGTH))));
            item.end();
        }
        int quorum = (int) fields.integer("quorum", 0, COSIGNERS_MAX);
        Digest next = fields.digest("next");
        long time = fields.integer("time", 0, JsonInteger.VALUE_MAX);
        fields.end();
        try {
            return new Genesis(name, environment, faucet, accounts, logKey, cosigners, quorum, next, time);
        } catch (IllegalArgumentException | ArithmeticException refused) {
            throw new MalformedException("", -1, "a genesis that holds together", refused.getMessage());
        }
    }
}
