package dev.credence.receipt.envelope;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.foundation.signature.PublicKey;
import java.util.Set;

/// Whom a verifier believes at all: a network's log and cosigners, or one signer (docs/spec/receipt.md 6.1).
public sealed interface TrustFile {
    int BYTES_MAX = 128 * 1024;

    /// The network that statements must name.
    String network();

    /// A network with a log.
    ///
    /// @param genesis digest of the network's genesis; the network's name ends with its first 16 hexadecimal digits
    /// @param policy  the log and the quorum of cosigners
    record OfNetwork(String network, Environment environment, Engine ledger, Digest genesis, TlogPolicy policy)
            implements TrustFile {
        public OfNetwork {
            if (!fits(network, genesis)) {
                throw new IllegalArgumentException("a network's name that ends with '-" + genesis.hex().substring(0, 16)
                        + "' expected, found '" + network + "'");
            }
        }

        /// The origin of the network's log.
        public String origin() {
            return ORIGIN_PREFIX + network;
        }
    }

    /// One signer and no log: inclusion does not apply, and `replay` is not possible.
    record OfSigner(String network, PublicKey signer) implements TrustFile {}

    /// What kind of network it is.
    enum Environment {
        /// All keys lie in one directory.
        LOCAL,
        TEST,
        PRODUCTION;

        public String token() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// What orders the ledger.
    enum Engine {
        /// One process; cosigners see to it that it shows everybody the same log.
        EMBEDDED,
        COMETBFT;

        public String token() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    String ORIGIN_PREFIX = "credence.dev/log/";

    /// `local`, `test`, `production` or `file`.
    default String environmentToken() {
        return switch (this) {
            case OfNetwork network -> network.environment().token();
            case OfSigner _ -> "file";
        };
    }

    /// The file as `up` writes it.
    default Bytes encode() {
        JsonObject.Builder builder =
                JsonObject.builder().put("version", 0).put("network", network()).put("environment", environmentToken());
        return JsonWriter.write(
                switch (this) {
                    case OfNetwork network ->
                        builder.put("ledger", network.ledger().token())
                                .put("genesis", network.genesis().hex())
                                .put("tlogPolicy", network.policy().format())
                                .build();
                    case OfSigner signer ->
                        builder.put("signer", signer.signer().raw().base64()).build();
                });
    }

    /// Reads a trust file; white space and the order of its members are free.
    static TrustFile decode(Bytes file) throws MalformedException {
        JsonFields fields = JsonFields.of("", StrictJson.parse(file, new JsonLimits(BYTES_MAX, 2, 16)));
        fields.integer("version", 0, 0);
        String network = fields.string("network", 64);
        String environment = fields.oneOf("environment", Set.of("local", "test", "production", "file"));
        TrustFile trust = environment.equals("file") ? signer(network, fields) : network(network, environment, fields);
        fields.end();
        return trust;
    }

    private static TrustFile signer(String network, JsonFields fields) throws MalformedException {
        return new OfSigner(network, new PublicKey(fields.base64Exactly("signer", PublicKey.LENGTH)));
    }

    private static TrustFile network(String network, String environment, JsonFields fields) throws MalformedException {
        String ledger = fields.oneOf("ledger", Set.of("embedded", "cometbft"));
        Digest genesis = fields.digest("genesis");
        String text = fields.string("tlogPolicy", TlogPolicy.TEXT_CHARS_MAX);
        TlogPolicy policy;
        try {
            policy = TlogPolicy.parse(text);
        } catch (MalformedException malformed) {
            throw malformed.within("tlogPolicy");
        }
        if (!fits(network, genesis)) {
            throw fields.fault("network", "a name that ends with '-' and the first 16 digits of genesis", "'" + network + "'");
        }
        Environment kind = Environment.valueOf(environment.toUpperCase(java.util.Locale.ROOT));
        Engine engine = Engine.valueOf(ledger.toUpperCase(java.util.Locale.ROOT));
        return new OfNetwork(network, kind, engine, genesis, policy);
    }

    private static boolean fits(String network, Digest genesis) {
        return network.endsWith("-" + genesis.hex().substring(0, 16));
    }
}
