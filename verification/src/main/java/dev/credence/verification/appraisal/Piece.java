package dev.credence.verification.appraisal;

import dev.credence.receipt.confidence.ConfidenceTerm;
import dev.credence.receipt.confidence.MilliDecades;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A supported piece of evidence, ready to be counted.
///
/// @param kind   its kind
/// @param agreed drawn owners that agree in it; 1 for every kind but `replay`
/// @param terms  never empty
public record Piece(String kind, int agreed, List<ConfidenceTerm> terms) {
    public Piece {
        terms = List.copyOf(terms);
    }

    /// Its terms' doubts added: any of them may fail.
    public int md() {
        return MilliDecades.sum(terms.stream().map(ConfidenceTerm::md).toList());
    }

    /// The assumptions of all its terms.
    public Set<String> assumptions() {
        Set<String> ids = new TreeSet<>();
        terms.forEach(term -> ids.addAll(term.assumptions()));
        return ids;
    }
}
