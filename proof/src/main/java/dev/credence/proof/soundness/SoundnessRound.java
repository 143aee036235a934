package dev.credence.proof.soundness;

import java.util.List;

/// What may go wrong between two messages of the prover: when one set of challenges is drawn.
///
/// @param terms each of which may let a false statement pass; they are added
/// @param grindingBits of the proof of work that stands before the challenges of this round
public record SoundnessRound(String label, List<ErrorTerm> terms, int grindingBits) {
    public SoundnessRound {
        terms = List.copyOf(terms);
        if (grindingBits < 0) {
            throw new IllegalArgumentException("bits of work expected, found " + grindingBits);
        }
    }

    public static SoundnessRound of(String label, ErrorTerm... terms) {
        return new SoundnessRound(label, List.of(terms), 0);
    }

    /// The chance that this round lets a false statement pass, per unit of work of one hash.
    public ErrorBound bound() {
        ErrorBound sum = ErrorBound.NONE;
        for (ErrorTerm term : terms) {
            sum = sum.plus(term.bound());
        }
        return sum.dividedByPower(grindingBits);
    }

    /// −log₂ of `bound()` in thousandths, rounded down.
    public int milliBits() {
        return bound().milliBits();
    }
}
