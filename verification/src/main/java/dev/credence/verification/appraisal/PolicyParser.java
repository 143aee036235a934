package dev.credence.verification.appraisal;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.confidence.MilliDecades;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.verification.appraisal.Policy.Requirement;
import dev.credence.verification.appraisal.Policy.WaitFor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Reads the grammar of docs/spec/receipt.md 6.2; every complaint is one sentence that says what belongs there.
final class PolicyParser {
    private static final Set<String> KINDS = Set.of(
            EvidenceItem.ARGUMENT,
            EvidenceItem.REPLAY,
            EvidenceItem.ATTESTATION,
            EvidenceItem.FINGERPRINT,
            EvidenceItem.LOCAL);
    private static final String KINDS_TEXT = "argument, replay, attestation, fingerprint or local";
    private static final int GROUPS_MAX = 99;

    private OptionalInt minNines = OptionalInt.empty();
    private OptionalInt groups = OptionalInt.empty();
    private Optional<WaitFor> waitFor = Optional.empty();
    private Optional<TreeSet<String>> independent = Optional.empty();
    private final List<Requirement> requirements = new ArrayList<>();
    private final TreeSet<String> forbidden = new TreeSet<>();

    Policy parse(String text) throws MalformedException {
        if (text.length() > Policy.TEXT_CHARS_MAX) {
            throw refused("policy", "at most " + Policy.TEXT_CHARS_MAX + " characters", text.length() + "");
        }
        if (!trim(text).isEmpty()) {
            for (String field : text.split(";", -1)) {
                field(trim(field));
            }
        }
        Policy.Conditions conditions = new Policy.Conditions(independent.orElseGet(TreeSet::new), forbidden);
        return new Policy(minNines, groups, requirements, conditions, waitFor);
    }

    private void field(String field) throws MalformedException {
        int equals = field.indexOf('=');
        // `groups>=2` is the one field whose name is followed by '>='.
        boolean least = equals > 0 && field.charAt(equals - 1) == '>';
        String name = trim(equals < 0 ? field : field.substring(0, least ? equals - 1 : equals));
        String value = trim(equals < 0 ? "" : field.substring(equals + 1));
        if (equals < 0 || least != name.equals("groups")) {
            throw refused("policy", known(name) ? shape(name) : fields(), "'" + field + "'");
        }
        switch (name) {
            case "min-nines" -> minNines = once(name, minNines, nines(value));
            case "groups" -> groups = once(name, groups, number(name, value, GROUPS_MAX));
            case "require" -> requirements.add(requirement(value));
            case "independent" -> independent = Optional.of(once(name, independent, kinds(value)));
            case "forbid-assumption" -> forbidden.add(assumption(value));
            case "wait" -> waitFor = Optional.of(once(name, waitFor, waitFor(value)));
            case "value" -> throw refused(name, "no such field before disputes exist", "'" + field + "'");
            default -> throw refused("policy", fields(), "'" + field + "'");
        }
    }

    private static boolean known(String name) {
        return Set.of("min-nines", "groups", "require", "independent", "forbid-assumption", "wait").contains(name);
    }

    private static String shape(String name) {
        return name.equals("groups") ? "'groups>=' and a number" : "'" + name + "=' and a value";
    }

    private static String fields() {
        return "min-nines=, groups>=, require=, independent=, forbid-assumption= or wait=, separated by ';'";
    }

    private static int nines(String value) throws MalformedException {
        int point = value.indexOf('.');
        String whole = point < 0 ? value : value.substring(0, point);
        String tenths = point < 0 ? "0" : value.substring(point + 1);
        if (!digits(whole, 3) || !digits(tenths, 1)) {
            throw refused("min-nines", "a number below 1000 with at most one decimal place", "'" + value + "'");
        }
        return Integer.parseInt(whole) * 10 + Integer.parseInt(tenths);
    }

    private static int number(String name, String value, int max) throws MalformedException {
        if (!digits(value, 3) || Integer.parseInt(value) < 1 || Integer.parseInt(value) > max) {
            throw refused(name, "a number from 1 to " + max, "'" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private static Requirement requirement(String value) throws MalformedException {
        List<Requirement.Term> terms = new ArrayList<>();
        for (String part : value.split("\\|", -1)) {
            terms.add(term(trim(part)));
        }
        return new Requirement(terms);
    }

    private static Requirement.Term term(String text) throws MalformedException {
        int at = text.indexOf(">=");
        String kind = kind("require", trim(at < 0 ? text : text.substring(0, at)));
        if (at < 0) {
            return new Requirement.Term(kind, 1);
        }
        if (!kind.equals(EvidenceItem.REPLAY)) {
            throw refused("require", "'>=' after replay only", "'" + text + "'");
        }
        return new Requirement.Term(kind, number("require", trim(text.substring(at + 2)), MilliDecades.DRAWN_MAX));
    }

    private static TreeSet<String> kinds(String value) throws MalformedException {
        TreeSet<String> kinds = new TreeSet<>();
        for (String part : value.split("\\+", -1)) {
            if (!kinds.add(kind("independent", trim(part)))) {
                throw refused("independent", "each kind once", "'" + trim(part) + "' twice");
            }
        }
        return kinds;
    }

    private static String kind(String field, String text) throws MalformedException {
        if (!KINDS.contains(text)) {
            throw refused(field, KINDS_TEXT, "'" + text + "'");
        }
        return text;
    }

    private static String assumption(String value) throws MalformedException {
        boolean fit = !value.isEmpty()
                && value.length() <= 64
                && value.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
        if (!fit) {
            throw refused("forbid-assumption", "an assumption's id", "'" + value + "'");
        }
        return value;
    }

    private static WaitFor waitFor(String value) throws MalformedException {
        return switch (value) {
            case "none" -> WaitFor.NONE;
            case "receipt" -> WaitFor.RECEIPT;
            case "evidence" -> WaitFor.EVIDENCE;
            case "final" -> throw refused("wait", "none, receipt or evidence, since there is no finality before disputes exist", "'final'");
            default -> throw refused("wait", "none, receipt or evidence", "'" + value + "'");
        };
    }

    private static OptionalInt once(String name, OptionalInt before, int value) throws MalformedException {
        if (before.isPresent()) {
            throw refused(name, "this field once", "it twice");
        }
        return OptionalInt.of(value);
    }

    private static <T> T once(String name, Optional<T> before, T value) throws MalformedException {
        if (before.isPresent()) {
            throw refused(name, "this field once", "it twice");
        }
        return value;
    }

    private static boolean digits(String text, int charsMax) {
        return !text.isEmpty() && text.length() <= charsMax && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    // Spaces and tabs only: nothing else is white space in a header.
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
            from++;
        }
        while (to > from && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == '\t')) {
            to--;
        }
        return text.substring(from, to);
    }

    private static MalformedException refused(String path, String expected, String actual) {
        return new MalformedException(path, -1, expected, actual);
    }
}
