package dev.credence.proof.transcript;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// Challenges written down in one run and given out again in another, whatever was said: a verifier on a tape shows
/// whether its equations alone bind an element, without the help of the hash.
///
/// Work is not asked for on a tape, since its hash is of the state.
public final class ChallengeTape {
    private final List<Extension> challenges = new ArrayList<>();
    private final List<int[]> indices = new ArrayList<>();

    /// An empty tape.
    public ChallengeTape() {}

    /// A tape of these challenges and no indices.
    public static ChallengeTape of(List<Extension> challenges) {
        ChallengeTape tape = new ChallengeTape();
        tape.challenges.addAll(challenges);
        return tape;
    }

    /// A tape of these challenges and these indices, phase by phase, however many a protocol asks for.
    public static ChallengeTape of(List<Extension> challenges, List<int[]> indices) {
        ChallengeTape tape = of(challenges);
        tape.indices.addAll(indices);
        return tape;
    }

    public List<Extension> challenges() {
        return List.copyOf(challenges);
    }

    /// A reader of `proof` that hashes, and writes its challenges on this tape.
    public VerifierTranscript recording(Bytes proof) {
        return new VerifierTranscript(proof, (label, kind, offset) -> {}, new Recorder());
    }

    /// A reader of `proof` whose challenges come from this tape.
    public VerifierTranscript replaying(Bytes proof) {
        return new VerifierTranscript(proof, (label, kind, offset) -> {}, new Player());
    }

    /// A prover whose challenges come from this tape.
    public ProverTranscript proving() {
        return new ProverTranscript(new Player());
    }

    private final class Recorder extends HashChain {
        @Override
        Extension challenge(String label) {
            Extension challenge = super.challenge(label);
            challenges.add(challenge);
            return challenge;
        }

        @Override
        int[] indices(String label, int count, int bits) {
            int[] drawn = super.indices(label, count, bits);
            indices.add(drawn.clone());
            return drawn;
        }
    }

    private final class Player extends HashChain {
        private final Queue<Extension> challengesLeft = new ArrayDeque<>(challenges);
        private final Queue<int[]> indicesLeft = new ArrayDeque<>(indices);

        @Override
        void absorb(RecordKind kind, String label, byte[] data, int from, int length) {
            // The tape says what follows, whatever was said.
        }

        @Override
        Extension challenge(String label) {
            return challengesLeft.remove();
        }

        @Override
        int[] indices(String label, int count, int bits) {
            return indicesLeft.remove().clone();
        }

        @Override
        long work(int bits, Workers workers) {
            return 0;
        }

        @Override
        boolean grinds(long nonce, int bits) {
            return true;
        }
    }
}
