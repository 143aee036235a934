package dev.credence.foundation.note;

import dev.credence.foundation.bytes.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What makes lists of logs, cosigners and groups a policy, whether they were read or built: every key once, every name
/// once and before its use, every member in one group.
final class PolicyShape {
    private final Set<String> names = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private final Set<Bytes> keys = new HashSet<>();
    private final Set<String> keyIds = new HashSet<>();

    private PolicyShape() {}

    static void check(
            List<TlogPolicy.Log> logs, List<TlogPolicy.Cosigner> cosigners, List<TlogPolicy.Group> groups, String quorum) {
        require(!logs.isEmpty(), "a policy has a log");
        require(
                logs.size() <= TlogPolicy.LOGS_MAX
                        && cosigners.size() <= TlogPolicy.COSIGNERS_MAX
                        && groups.size() <= TlogPolicy.GROUPS_MAX,
                "a policy has at most 64 logs, 64 cosigners and 64 groups");
        PolicyShape shape = new PolicyShape();
        logs.forEach(log -> shape.key(log.key(), KeyKind.LOG));
        for (TlogPolicy.Cosigner cosigner : cosigners) {
            shape.name(cosigner.name());
            shape.key(cosigner.key(), KeyKind.COSIGNER);
        }
        for (TlogPolicy.Group group : groups) {
            group.members().forEach(shape::member);
            shape.name(group.name());
        }
        require(
                quorum.equals(TlogPolicy.NONE) || shape.names.contains(quorum),
                "a quorum is none or a name of the policy, found '" + quorum + "'");
    }

    private void key(NoteKey key, KeyKind kind) {
        require(key.kind() == kind, "a log has a log's key and a cosigner a cosigner's, found '" + key.name() + "'");
        // One key under two names would count twice.
        require(keys.add(key.key().raw()), "every key stands once in a policy, found that of '" + key.name() + "' again");
        // A line names its key by name and id only.
        require(keyIds.add(key.name() + "+" + key.id().hex()), "two keys have the name '" + key.name() + "' and one id");
    }

    private void name(String name) {
        require(
                !name.isEmpty() && name.chars().allMatch(c -> c > 0x20 && c != 0x7f),
                "a name has no space and no control character, found '" + name + "'");
        require(!name.equals(TlogPolicy.NONE), "none is no name");
        require(names.add(name), "every name is defined once in a policy, found '" + name + "' again");
    }

    private void member(String name) {
        require(names.contains(name), "a member is defined before its group, found '" + name + "'");
        require(members.add(name), "a name is a member of one group at most, found '" + name + "' again");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
