package dev.credence.foundation.note;

import dev.credence.foundation.bytes.MalformedException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which logs are believed, and which cosigners must have seen a checkpoint before it is (C2SP tlog-policy).
///
/// C2SP says *witness* where we say cosigner; the keyword of the text stays.
///
/// @param logs      at least one; a checkpoint needs the signature of one whose name is its origin
/// @param cosigners those that may count, each under a name of this text alone and a key of its own
/// @param groups    in an order in which each names only cosigners and groups before it
/// @param quorum    the cosigner or group that must have seen the checkpoint, or `none`
public record TlogPolicy(List<Log> logs, List<Cosigner> cosigners, List<Group> groups, String quorum) {
    /// The quorum that asks for no cosigner.
    public static final String NONE = "none";

    /// Twice what C2SP asks every reader to accept.
    public static final int LOGS_MAX = 64;

    public static final int COSIGNERS_MAX = 64;
    public static final int GROUPS_MAX = 64;
    public static final int TEXT_CHARS_MAX = 64 * 1024;

    /// A log, and where it can be reached.
    public record Log(NoteKey key, Optional<String> url) {}

    /// A cosigner under its name in this policy, and where it can be reached.
    public record Cosigner(String name, NoteKey key, Optional<String> url) {}

    /// Counts as one that has seen a checkpoint if at least `threshold` of its members have.
    ///
    /// @param threshold in [1, members]
    public record Group(String name, int threshold, List<String> members) {
        public Group {
            members = List.copyOf(members);
            if (threshold < 1 || threshold > members.size()) {
                throw new IllegalArgumentException(
                        "a threshold is in [1, " + members.size() + "], found " + threshold);
            }
        }
    }

    public TlogPolicy {
        logs = List.copyOf(logs);
        cosigners = List.copyOf(cosigners);
        groups = List.copyOf(groups);
        PolicyShape.check(logs, cosigners, groups, quorum);
    }

    /// The policy of one log and `threshold` of the cosigners, each under the name of its key.
    ///
    /// @param threshold in [0, cosigners]; of 0 no cosigner is asked
    public static TlogPolicy threshold(NoteKey log, List<NoteKey> cosigners, int threshold) {
        List<Cosigner> named = cosigners.stream()
                .map(key -> new Cosigner(key.name(), key, Optional.empty()))
                .toList();
        List<Log> logs = List.of(new Log(log, Optional.empty()));
        if (threshold == 0) {
            return new TlogPolicy(logs, named, List.of(), NONE);
        }
        Group all = new Group(
                "cosigners", threshold, named.stream().map(Cosigner::name).toList());
        return new TlogPolicy(logs, named, List.of(all), all.name());
    }

    /// Reads a policy's text (white space, comments and order as C2SP allows).
    public static TlogPolicy parse(String text) throws MalformedException {
        return new TlogPolicyParser().parse(text);
    }

    /// The policy as text, in one spelling: logs, cosigners, groups, quorum, thresholds as numbers.
    public String format() {
        StringBuilder text = new StringBuilder();
        for (Log log : logs) {
            text.append("log ").append(log.key().text()).append(spaced(log.url())).append('\n');
        }
        for (Cosigner cosigner : cosigners) {
            text.append("witness ").append(cosigner.name()).append(' ').append(cosigner.key().text());
            text.append(spaced(cosigner.url())).append('\n');
        }
        for (Group group : groups) {
            text.append("group ").append(group.name()).append(' ').append(group.threshold());
            text.append(' ').append(String.join(" ", group.members())).append('\n');
        }
        return text.append("quorum ").append(quorum).append('\n').toString();
    }

    /// What this policy makes of a note: a value, never an exception.
    public CosignatureVerdict evaluate(SignedNote note, UnknownKeys unknownKeys) {
        return new PolicyEvaluation(this, unknownKeys).of(note);
    }

    /// Whether the named cosigners are enough.
    ///
    /// @param seen names of cosigners in this policy; a name counts once however often it is given
    public boolean isQuorum(Set<String> seen) {
        Set<String> witnessed = new HashSet<>(seen);
        witnessed.retainAll(cosigners.stream().map(Cosigner::name).toList());
        for (Group group : groups) {
            if (group.members().stream().filter(witnessed::contains).count() >= group.threshold()) {
                witnessed.add(group.name());
            }
        }
        return quorum.equals(NONE) || witnessed.contains(quorum);
    }

    private static String spaced(Optional<String> url) {
        return url.map(text -> " " + text).orElse("");
    }
}
