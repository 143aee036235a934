package dev.credence.proof.transcript;

import dev.credence.foundation.bytes.Bytes;
import java.util.Set;

/// Transcripts that do not hear public data under some labels: what a protocol is worth whose author forgot to absorb them.
public final class DeafTranscript {
    private DeafTranscript() {}

    /// A reader of `proof` that does not hear `labels`.
    public static VerifierTranscript reading(Bytes proof, Set<String> labels) {
        return new VerifierTranscript(proof, (_, _, _) -> {}, new Deaf(labels));
    }

    /// A prover that does not hear `labels`.
    public static ProverTranscript proving(Set<String> labels) {
        return new ProverTranscript(new Deaf(labels));
    }

    private static final class Deaf extends HashChain {
        private final Set<String> labels;

        Deaf(Set<String> labels) {
            this.labels = Set.copyOf(labels);
        }

        @Override
        void absorb(RecordKind kind, String label, byte[] data, int from, int length) {
            if (kind != RecordKind.PUBLIC || !labels.contains(label)) {
                super.absorb(kind, label, data, from, length);
            }
        }
    }
}
