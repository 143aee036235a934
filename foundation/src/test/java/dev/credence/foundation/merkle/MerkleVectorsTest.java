package dev.credence.foundation.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.testkit.External;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The test data of transparency-dev/merkle: each file one proof, with `wantErr` where it must be refused.
class MerkleVectorsTest {
    private static final String SUITE = "transparency-dev Merkle vectors";

    // These give a root of 11 bytes, which their verifier never looks at or only compares; a root of ours has 32 bytes by
    // its type, so that the proof cannot even be stated.
    private static final Set<String> REFUSED_ON_PURPOSE = Set.of(
            "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
            "subtreeconsistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
            "subtreeconsistency/additional/"
                    + "subtree-is-empty-sizes-are-equal-one-subtree-root-valid-tree-root-random-proof-is-empty.json",
            "subtreeconsistency/additional/"
                    + "subtree-is-empty-sizes-are-equal-zero-subtree-root-valid-tree-root-random-proof-is-empty.json");

    /// A verdict, empty where a hash in the file has not 32 bytes.
    private interface Verifier {
        boolean verify(Vector vector) throws NotAHash;
    }

    private static final class NotAHash extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void inclusion() throws IOException {
        run("inclusion", 98, vector -> MerkleTree.verifyInclusion(
                vector.hash("leafHash"),
                vector.number("leafIdx"),
                vector.number("treeSize"),
                vector.proof(),
                vector.hash("root")));
    }

    @Test
    void consistency() throws IOException {
        run("consistency", 98, vector -> MerkleTree.verifyConsistency(
                vector.number("size1"),
                vector.number("size2"),
                vector.hash("root1"),
                vector.hash("root2"),
                vector.proof()));
    }

    @Test
    void subtreeInclusion() throws IOException {
        run("subtreeinclusion", 204, vector -> new Subtree(vector.number("start"), vector.number("end"))
                .verifyInclusion(
                        vector.hash("leafHash"), vector.number("leafIdx"), vector.proof(), vector.hash("root")));
    }

    @Test
    void subtreeConsistency() throws IOException {
        run("subtreeconsistency", 118, vector -> new Subtree(vector.number("start"), vector.number("end"))
                .verifyConsistency(
                        vector.number("size"), vector.hash("root1"), vector.hash("root2"), vector.proof()));
    }

    private static void run(String folder, int count, Verifier verifier) throws IOException {
        Path root = External.vectors(SUITE, "merkle/testdata/" + folder);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(path -> path.toString().endsWith(".json")).sorted().toList();
        }
        assertThat(files).hasSize(count);
        Set<String> wrong = new TreeSet<>();
        for (Path file : files) {
            Vector vector = new Vector(Files.readString(file));
            boolean accepted;
            try {
                accepted = verifier.verify(vector);
            } catch (NotAHash _) {
                accepted = false;
            }
            String name = folder + "/" + root.relativize(file);
            boolean expected = !vector.wantErr() && !REFUSED_ON_PURPOSE.contains(name);
            if (accepted != expected) {
                wrong.add(name + (accepted ? " accepted" : " refused"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// One flat JSON object of numbers, base64 texts and one list of them; base64 and the names used hold no escapes.
    private record Vector(String json) {
        long number(String name) {
            // The largest sizes are unsigned 64-bit numbers; those from 2^63 on are negative here, and refused as such.
            return Long.parseUnsignedLong(field(name, "([0-9]+)").orElseThrow());
        }

        boolean wantErr() {
            return field("wantErr", "(true|false)").map(Boolean::parseBoolean).orElseThrow();
        }

        Digest hash(String name) throws NotAHash {
            return decode(field(name, "\"([^\"]*)\"").orElseThrow());
        }

        List<Digest> proof() throws NotAHash {
            List<Digest> hashes = new ArrayList<>();
            Matcher texts = Pattern.compile("\"([^\"]*)\"").matcher(field("proof", "(\\[[^]]*]|null)").orElseThrow());
            while (texts.find()) {
                hashes.add(decode(texts.group(1)));
            }
            return hashes;
        }

        private Optional<String> field(String name, String pattern) {
            Matcher match = Pattern.compile("\"" + name + "\":\\s*" + pattern).matcher(json);
            return match.find() ? Optional.of(match.group(1)) : Optional.empty();
        }

        private static Digest decode(String base64) throws NotAHash {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length != Digest.LENGTH) {
                throw new NotAHash();
            }
            return new Digest(Bytes.wrap(bytes));
        }
    }
}
