package dev.credence.foundation.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.testkit.External;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Our written verdict on every Ed25519 vector made by others.
///
/// The table was written by a program that shares no code with the verifier (`ed25519_verdicts.py` beside it), so
/// taking one check away here changes a verdict or its reason there.
class Ed25519VectorsTest {
    private static final String SUITE = "Ed25519 vectors";
    private static final JsonLimits LIMITS = new JsonLimits(1 << 22, 16, 1 << 18);
    // The DER prefix of an Ed25519 SubjectPublicKeyInfo (RFC 8410).
    private static final Bytes SPKI = Bytes.wrap(HexFormat.of().parseHex("302a300506032b6570032100"));

    /// @param accepts what the suite itself says; null where it says nothing
    record Vector(String id, Bytes key, Bytes message, Bytes signature, Set<String> flags, Boolean accepts) {}

    @Test
    void everyVerdictIsTheOneThatTheTableSays() throws Exception {
        Map<String, Ed25519Verdict> table = table();
        List<Vector> vectors = new ArrayList<>(wycheproof());
        vectors.addAll(cctv());
        vectors.addAll(speccheck());
        Map<String, Ed25519Verdict> found = new LinkedHashMap<>();
        for (Vector vector : vectors) {
            found.put(vector.id(), judge(vector));
        }
        assertThat(found).hasSize(151 + 443 + 12).isEqualTo(table);
    }

    @Test
    void theTableHasACaseForEveryVerdictButThoseOfOurOwnTest() throws IOException {
        // KEY_NOT_ON_CURVE occurs in no suite; Ed25519Test has it.
        assertThat(EnumSet.copyOf(table().values()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Ed25519Verdict.KEY_NOT_ON_CURVE)));
    }

    @Test
    void noVerdictDiffersFromWycheproof() throws Exception {
        assertThat(wycheproof()).hasSize(151).allMatch(vector -> vector.accepts() == accepts(vector));
    }

    @Test
    void acceptsOfSpeccheckExactlyTheThreeOfMixedOrder() throws Exception {
        assertThat(speccheck().stream().filter(Ed25519VectorsTest::accepts).map(Vector::id))
                .containsExactly("speccheck 3", "speccheck 4", "speccheck 5");
    }

    @Test
    void acceptsOfCctvExactlyWhatIsCanonicalAndOfLargeOrder() throws Exception {
        Set<String> fatal = Set.of("low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R");
        List<Vector> accepted = cctv().stream().filter(Ed25519VectorsTest::accepts).toList();
        assertThat(accepted).hasSize(56);
        assertThat(cctv()).allMatch(vector -> accepts(vector) == vector.flags().stream().noneMatch(fatal::contains));
    }

    /// The JDK's provider is cofactorless: it refuses what has a torsion residue, and it agrees on all the rest.
    @Test
    void differsFromTheJdkOnlyWhereAResidueOfLowOrderStays() throws Exception {
        List<Vector> vectors = new ArrayList<>(cctv());
        vectors.addAll(wycheproof());
        List<Vector> onlyOurs = new ArrayList<>();
        for (Vector vector : vectors) {
            boolean ours = accepts(vector);
            boolean strictlyRefused = !ours && judge(vector) != Ed25519Verdict.EQUATION;
            if (!strictlyRefused && ours != jdkAccepts(vector)) {
                onlyOurs.add(vector);
            }
        }
        assertThat(onlyOurs).hasSize(33).allMatch(vector -> vector.flags().contains("low_order_residue"));
        assertThat(onlyOurs).allMatch(Ed25519VectorsTest::accepts);
    }

    private static boolean accepts(Vector vector) {
        return Ed25519.verify(new PublicKey(vector.key()), vector.message(), vector.signature());
    }

    private static Ed25519Verdict judge(Vector vector) {
        return Ed25519.judge(new PublicKey(vector.key()), vector.message(), vector.signature());
    }

    private static boolean jdkAccepts(Vector vector) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            byte[] spki = Bytes.concat(SPKI, vector.key()).toArray();
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
            verifier.update(vector.message().toArray());
            return verifier.verify(vector.signature().toArray());
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private static List<Vector> wycheproof() throws Exception {
        JsonObject suite = (JsonObject) json("wycheproof_ed25519_test.json");
        List<Vector> vectors = new ArrayList<>();
        for (JsonFields group : JsonFields.of("", suite).objects("testGroups", 1000)) {
            Bytes key = hex(group.object("publicKey").string("pk", 64));
            for (JsonFields test : group.objects("tests", 1000)) {
                vectors.add(new Vector(
                        "wycheproof " + test.integer("tcId", 1, 1000),
                        key,
                        hex(test.string("msg", 1 << 16)),
                        hex(test.string("sig", 1 << 16)),
                        Set.of(),
                        test.string("result", 10).equals("valid")));
            }
        }
        return vectors;
    }

    private static List<Vector> cctv() throws Exception {
        JsonObject holder = JsonObject.builder().put("cases", json("cctv_ed25519_part.json")).build();
        List<Vector> vectors = new ArrayList<>();
        for (JsonFields test : JsonFields.of("", holder).objects("cases", 1000)) {
            boolean flagged = test.any("flags").kind().equals("an array");
            vectors.add(new Vector(
                    "cctv " + test.integer("number", 0, 1000),
                    hex(test.string("key", 64)),
                    Bytes.ofUtf8(test.string("msg", 100)),
                    hex(test.string("sig", 128)),
                    flagged ? Set.copyOf(test.strings("flags", 10, 50)) : Set.of(),
                    null));
        }
        return vectors;
    }

    private static List<Vector> speccheck() throws Exception {
        JsonObject holder = JsonObject.builder().put("cases", json("speccheck_ed25519.json")).build();
        List<Vector> vectors = new ArrayList<>();
        for (JsonFields test : JsonFields.of("", holder).objects("cases", 100)) {
            vectors.add(new Vector(
                    "speccheck " + vectors.size(),
                    hex(test.string("pub_key", 64)),
                    hex(test.string("message", 1000)),
                    hex(test.string("signature", 128)),
                    Set.of(),
                    null));
        }
        return vectors;
    }

    private static Map<String, Ed25519Verdict> table() throws IOException {
        Map<String, Ed25519Verdict> table = new LinkedHashMap<>();
        try (InputStream in = Ed25519VectorsTest.class.getResourceAsStream("/vectors/signature/ed25519-verdicts.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .forEach(parts -> table.put(parts[0] + " " + parts[1], Ed25519Verdict.valueOf(parts[2])));
        }
        return table;
    }

    private static Json json(String name) throws IOException, MalformedException {
        return IJson.parse(Bytes.wrap(Files.readAllBytes(External.vectors(SUITE, "signatures/" + name))), LIMITS);
    }

    private static Bytes hex(String text) {
        return Bytes.wrap(HexFormat.of().parseHex(text));
    }
}
