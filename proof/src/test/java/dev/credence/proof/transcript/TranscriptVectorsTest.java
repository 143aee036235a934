package dev.credence.proof.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The vectors of docs/spec/proof.md, made by an implementation in Python from its text: both sides of the transcript
/// must pass through the same states.
class TranscriptVectorsTest {
    private final HashChain proving = new HashChain();
    private final HashChain verifying = new HashChain();
    private final ProverTranscript prover = new ProverTranscript(proving);
    private VerifierTranscript verifier;

    @Test
    void bothSidesPassThroughTheStatesOfTheVector() throws Exception {
        List<String> lines = lines("every-operation.txt");
        Bytes proof = hex(lines.getLast().substring("proof ".length()));
        verifier = new VerifierTranscript(proof, (label, kind, offset) -> {}, verifying);
        for (String line : lines.subList(0, lines.size() - 1)) {
            step(line.split(" ", -1));
        }
        assertThat(prover.proof()).isEqualTo(proof);
        verifier.finish();
    }

    private void step(String[] words) throws Exception {
        String label = words[1];
        String[] rest = Arrays.copyOfRange(words, Math.min(2, words.length), words.length);
        switch (words[0]) {
            case "#" -> {}
            case "state" -> {
                assertThat(Bytes.of(proving.state()).hex()).isEqualTo(label);
                assertThat(Bytes.of(verifying.state()).hex()).isEqualTo(label);
            }
            case "absorb" -> {
                Bytes data = rest.length == 0 ? Bytes.EMPTY : hex(rest[0]);
                prover.absorb(label, data);
                verifier.absorb(label, data);
            }
            case "base" -> {
                prover.sendBase(label, limbs(rest));
                assertThat(verifier.receiveBase(label, rest.length)).isEqualTo(limbs(rest));
            }
            case "extension" -> {
                ExtensionVector values = vector(limbs(rest));
                prover.send(label, values);
                assertThat(verifier.receive(label, values.length())).isEqualTo(values);
            }
            case "digests" -> {
                List<Digest> digests = new ArrayList<>();
                for (String one : rest) {
                    digests.add(Digest.parse(one));
                }
                prover.sendDigests(label, digests);
                assertThat(verifier.receiveDigests(label, digests.size())).isEqualTo(digests);
            }
            default -> draw(words[0], label, rest);
        }
    }

    private void draw(String operation, String label, String[] rest) throws ProofException {
        switch (operation) {
            case "challenge" -> {
                Extension expected = vector(limbs(rest)).get(0);
                assertThat(prover.challenge(label)).isEqualTo(expected);
                assertThat(verifier.challenge(label)).isEqualTo(expected);
            }
            case "indices" -> {
                int bits = Integer.parseInt(rest[0]);
                int[] expected = Arrays.stream(rest).skip(1).mapToInt(Integer::parseInt).toArray();
                assertThat(prover.indices(label, expected.length, bits)).isEqualTo(expected);
                assertThat(verifier.indices(label, expected.length, bits)).isEqualTo(expected);
            }
            case "grind" -> {
                prover.grind(label, Integer.parseInt(rest[0]));
                verifier.grind(label, Integer.parseInt(rest[0]));
                byte[] sent = prover.proof().toArray();
                assertThat(Elements.word(sent, sent.length - Long.BYTES)).isEqualTo(Long.parseLong(rest[1]));
            }
            default -> throw new AssertionError("the vector has an operation that this test does not know: " + operation);
        }
    }

    private static long[] limbs(String[] words) {
        return Arrays.stream(words).mapToLong(Long::parseUnsignedLong).toArray();
    }

    private static ExtensionVector vector(long[] limbs) {
        ExtensionVector vector = new ExtensionVector(limbs.length / 2);
        for (int i = 0; i < vector.length(); i++) {
            vector.set(i, new Extension(limbs[2 * i], limbs[2 * i + 1]));
        }
        return vector;
    }

    private static Bytes hex(String text) throws Exception {
        return Bytes.parseHex(text, text.length() / 2);
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = TranscriptVectorsTest.class.getResourceAsStream("/vectors/transcript/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
