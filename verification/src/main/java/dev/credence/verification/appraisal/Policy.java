package dev.credence.verification.appraisal;

import dev.credence.foundation.bytes.MalformedException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/// How much evidence a relying party asks for (docs/spec/receipt.md 6.2). Evidence that is present is always checked; a
/// policy only says what is required.
///
/// @param minNinesTenths the least confidence, in tenths of a nine
/// @param groupsMin      the least number of groups that share no assumption
/// @param requirements   all must hold
/// @param conditions     how the pieces are to be counted
/// @param waitFor        what a caller wants to wait for; verification ignores it
public record Policy(
        OptionalInt minNinesTenths,
        OptionalInt groupsMin,
        List<Requirement> requirements,
        Conditions conditions,
        Optional<WaitFor> waitFor) {
    /// Asks for one piece that yields confidence.
    public static final Policy DEFAULT = new Policy(
            OptionalInt.empty(), OptionalInt.empty(), List.of(), Conditions.NONE, Optional.empty());

    public static final int TEXT_CHARS_MAX = 1024;
    /// 999.9 nines are more than any evidence has.
    static final int NINES_TENTHS_MAX = 9_999;

    public Policy {
        requirements = List.copyOf(requirements);
    }

    /// How the pieces are to be counted.
    ///
    /// @param independent kinds whose groups may be counted together; empty where the policy does not say so
    /// @param forbidden   ids of assumptions that nothing may rest on
    public record Conditions(SortedSet<String> independent, SortedSet<String> forbidden) {
        static final Conditions NONE = new Conditions(Collections.emptySortedSet(), Collections.emptySortedSet());

        public Conditions {
            independent = Collections.unmodifiableSortedSet(new TreeSet<>(independent));
            forbidden = Collections.unmodifiableSortedSet(new TreeSet<>(forbidden));
        }
    }

    /// What a caller waits for before it takes the answer.
    public enum WaitFor {
        /// The answer alone.
        NONE,
        /// The signed statement.
        RECEIPT,
        /// The plan complete and logged.
        EVIDENCE
    }

    /// One `require` field: one of its terms must hold.
    public record Requirement(List<Term> anyOf) {
        public Requirement {
            anyOf = List.copyOf(anyOf);
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("at least one term expected");
            }
        }

        /// @param kind  a kind of evidence
        /// @param least drawn owners that agree in one piece; 1 for every kind but `replay`
        public record Term(String kind, int least) {
            String text() {
                return least == 1 ? kind : kind + ">=" + least;
            }
        }

        String text() {
            return String.join("|", anyOf.stream().map(Term::text).toList());
        }
    }

    /// Reads a policy's text.
    public static Policy parse(String text) throws MalformedException {
        return new PolicyParser().parse(text);
    }

    /// Whether nothing is asked for by name, so that the default applies.
    boolean asksForNothing() {
        return minNinesTenths.isEmpty() && groupsMin.isEmpty() && requirements.isEmpty();
    }

    /// The most drawn owners that any term asks for, for those who plan evidence.
    public int replayersAskedFor() {
        return requirements.stream()
                .flatMap(requirement -> requirement.anyOf().stream())
                .filter(term -> term.kind().equals("replay"))
                .mapToInt(Requirement.Term::least)
                .max()
                .orElse(0);
    }

    /// The policy as text in one spelling; what `parse` reads back to an equal value.
    public String format() {
        StringBuilder text = new StringBuilder();
        minNinesTenths.ifPresent(tenths -> field(text, "min-nines=" + tenths / 10 + "." + tenths % 10));
        groupsMin.ifPresent(least -> field(text, "groups>=" + least));
        requirements.forEach(requirement -> field(text, "require=" + requirement.text()));
        if (!conditions.independent().isEmpty()) {
            field(text, "independent=" + String.join("+", conditions.independent()));
        }
        conditions.forbidden().forEach(id -> field(text, "forbid-assumption=" + id));
        waitFor.ifPresent(wait -> field(text, "wait=" + wait.name().toLowerCase(Locale.ROOT)));
        return text.toString();
    }

    private static void field(StringBuilder text, String field) {
        text.append(text.isEmpty() ? "" : ";").append(field);
    }
}
