package dev.credence.receipt.confidence;

import java.util.List;
import java.util.TreeSet;

/// One way in which a piece of evidence may have let a wrong answer pass, with the bound on its chance.
///
/// @param label       what may fail, such as `counting`
/// @param md          the bound in milli-decades
/// @param assumptions ids of the assumptions under which the bound holds, sorted, without repetition
/// @param source      where the figure comes from: a protocol's budget, or the assumption table and its version
public record ConfidenceTerm(String label, int md, List<String> assumptions, String source) {
    public ConfidenceTerm {
        MilliDecades.checked(md);
        assumptions = List.copyOf(new TreeSet<>(assumptions));
    }
}
