package dev.credence.proof.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Cells;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.Commitment;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.commitment.Opening;
import dev.credence.proof.commitment.OpeningClaim;
import dev.credence.proof.commitment.OpeningProver;
import dev.credence.proof.commitment.OpeningVerifier;
import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Openings that an implementation in Python made from the text of docs/spec/proof.md section 5.
class OpeningVectorsTest {
    @Test
    void openingsAreJudgedAsTheVectorsSay() throws Exception {
        List<VectorFile> vectors = VectorFile.of("opening");
        assertThat(vectors.stream().map(VectorFile::expect)).contains(
                "accepted", "OPENING_CLAIM", "OPENING_COLUMN", "MERKLE_ROOT", "GRINDING", "NOT_CANONICAL", "TRAILING", "TRUNCATED");
        for (VectorFile vector : vectors) {
            assertThat(judge(vector)).as(vector.name()).isEqualTo(vector.expect());
        }
    }

    @Test
    void ourProverSendsWhatTheVectorsHold() throws Exception {
        for (VectorFile vector : VectorFile.of("opening").stream().filter(VectorFile::isAccepted).toList()) {
            ProverTranscript transcript = new ProverTranscript();
            List<Commitment> commitments = new ArrayList<>();
            for (int[] cells : cells(vector)) {
                CommitmentShape shape = shape(commitments.size(), cells.length);
                commitments.add(Commitment.commit(shape, new Cells.OfInts(cells), CodewordStore.inMemory(shape), Workers.ALONE));
                transcript.sendDigest("root", commitments.getLast().root());
            }
            assertThat(commitments.stream().map(Commitment::root)).isEqualTo(roots(vector));
            List<Opening> openings = new ArrayList<>();
            for (int i = 0; i < commitments.size(); i++) {
                List<Extension> point = new ArrayList<>();
                for (int j = 0; j < commitments.get(i).shape().variables(); j++) {
                    point.add(transcript.challenge("point"));
                }
                Extension value = vector.elements("value", i).get(0);
                transcript.send("value", value);
                openings.add(new Opening(commitments.get(i), new Point(point), value));
            }
            OpeningProver.prove(Suite.UD_100, transcript, openings, Workers.ALONE);
            assertThat(transcript.proof()).as(vector.name()).isEqualTo(proof(vector));
        }
    }

    private static String judge(VectorFile vector) throws Exception {
        try {
            VerifierTranscript transcript = new VerifierTranscript(proof(vector));
            List<Digest> roots = roots(vector);
            for (Digest root : roots) {
                assertThat(transcript.receiveDigest("root")).isEqualTo(root);
            }
            List<OpeningClaim> claims = new ArrayList<>();
            List<int[]> cells = cells(vector);
            for (int i = 0; i < roots.size(); i++) {
                CommitmentShape shape = shape(i, cells.get(i).length);
                List<Extension> point = new ArrayList<>();
                for (int j = 0; j < shape.variables(); j++) {
                    point.add(transcript.challenge("point"));
                    assertThat(point.getLast()).isEqualTo(vector.elements("point", i).get(j));
                }
                claims.add(new OpeningClaim(roots.get(i), shape, new Point(point), transcript.receive("value")));
            }
            OpeningVerifier.verify(Suite.UD_100, transcript, claims);
            transcript.finish();
            return "accepted";
        } catch (ProofException refused) {
            return refused.fault().name();
        }
    }

    // The first polynomial is committed as a code, the others as witnesses.
    private static CommitmentShape shape(int index, int cells) {
        return index == 0 ? CommitmentShape.ofCode(Suite.UD_100, cells) : CommitmentShape.ofWitness(Suite.UD_100, cells);
    }

    private static List<Digest> roots(VectorFile vector) throws Exception {
        List<Digest> roots = new ArrayList<>();
        for (String root : vector.all("root")) {
            roots.add(Digest.parse(root));
        }
        return roots;
    }

    private static List<int[]> cells(VectorFile vector) {
        return vector.all("cells").stream()
                .map(text -> text.equals("33000 of (i*i + 7*i) mod 256 - 128")
                        ? IntStream.range(0, 33_000).map(i -> (i * i + 7 * i & 255) - 128).toArray()
                        : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray())
                .toList();
    }

    // A long proof lies in a file of its own, whose digest the vector names.
    private static Bytes proof(VectorFile vector) throws Exception {
        if (!vector.all("proof").isEmpty()) {
            return vector.bytes("proof");
        }
        Path file = Path.of(System.getProperty("credence.home"), "proof/src/test/resources/vectors/opening", vector.name().replace(".txt", ".proof"));
        Bytes proof = Bytes.wrap(Files.readAllBytes(file));
        assertThat(Sha256.of(proof).hex()).isEqualTo(vector.all("sha256").getFirst());
        return proof;
    }
}
