package dev.credence.foundation.note;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/// Reads the text of a policy line by line (C2SP tlog-policy).
///
/// Refused beyond C2SP: a policy without a log; one Ed25519 key as log and cosigner (its cosignature would say nothing);
/// two keys with the same name and id.
final class TlogPolicyParser {
    private final List<TlogPolicy.Log> logs = new ArrayList<>();
    private final List<TlogPolicy.Cosigner> cosigners = new ArrayList<>();
    private final List<TlogPolicy.Group> groups = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private final Set<Bytes> keys = new HashSet<>();
    private final Set<String> keyIds = new HashSet<>();
    private Optional<String> quorum = Optional.empty();

    TlogPolicy parse(String text) throws MalformedException {
        if (text.length() > TlogPolicy.TEXT_CHARS_MAX) {
            throw refused("", "at most " + TlogPolicy.TEXT_CHARS_MAX + " characters", text.length() + " characters");
        }
        if (!text.endsWith("\n")) {
            throw refused("", "a newline at the end of every line", "none at the end");
        }
        if (text.chars().anyMatch(c -> c < 0x20 && c != '\t' && c != '\n' || c == 0x7f)) {
            throw refused("", "no control character but tab and newline", "one");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                line(tokens(lines[i]));
            } catch (MalformedException malformed) {
                throw malformed.within("line " + (i + 1));
            }
        }
        if (logs.isEmpty()) {
            throw refused("", "at least one log", "none");
        }
        return new TlogPolicy(
                logs, cosigners, groups, quorum.orElseThrow(() -> refused("", "a quorum line", "none")));
    }

    private void line(List<String> tokens) throws MalformedException {
        if (tokens.isEmpty() || tokens.getFirst().startsWith("#")) {
            return;
        }
        switch (tokens.getFirst()) {
            case "log" -> log(tokens);
            case "witness" -> cosigner(tokens);
            case "group" -> group(tokens);
            case "quorum" -> quorum(tokens);
            default -> throw refused("", "log, witness, group or quorum", "'" + tokens.getFirst() + "'");
        }
    }

    private void log(List<String> tokens) throws MalformedException {
        items(tokens, 2, 3);
        room(logs.size(), TlogPolicy.LOGS_MAX, "logs");
        logs.add(new TlogPolicy.Log(key(tokens.get(1), KeyKind.LOG), optional(tokens, 2)));
    }

    private void cosigner(List<String> tokens) throws MalformedException {
        items(tokens, 3, 4);
        room(cosigners.size(), TlogPolicy.COSIGNERS_MAX, "cosigners");
        String name = define(tokens.get(1));
        cosigners.add(new TlogPolicy.Cosigner(name, key(tokens.get(2), KeyKind.COSIGNER), optional(tokens, 3)));
    }

    private void group(List<String> tokens) throws MalformedException {
        items(tokens, 4, Integer.MAX_VALUE);
        room(groups.size(), TlogPolicy.GROUPS_MAX, "groups");
        List<String> listed = tokens.subList(3, tokens.size());
        for (String member : listed) {
            if (!names.contains(member)) {
                throw refused("", "a member defined on an earlier line", "'" + member + "'");
            }
            // In one group or another at most once, so that nobody counts in two ways.
            if (!members.add(member)) {
                throw refused("", "each name a member of one group at most", "'" + member + "' again");
            }
        }
        long threshold =
                switch (tokens.get(2)) {
                    case "all" -> listed.size();
                    case "any" -> 1;
                    default -> NoteText.decimal("threshold", tokens.get(2));
                };
        if (threshold < 1 || threshold > listed.size()) {
            throw refused("threshold", "1 to " + listed.size(), Long.toString(threshold));
        }
        // Defined last, so that no group is its own member.
        groups.add(new TlogPolicy.Group(define(tokens.get(1)), (int) threshold, listed));
    }

    private void quorum(List<String> tokens) throws MalformedException {
        items(tokens, 2, 2);
        if (quorum.isPresent()) {
            throw refused("", "one quorum line", "a second one");
        }
        String name = tokens.get(1);
        if (!name.equals(TlogPolicy.NONE) && !names.contains(name)) {
            throw refused("", "a name defined on an earlier line, or none", "'" + name + "'");
        }
        quorum = Optional.of(name);
    }

    private NoteKey key(String text, KeyKind kind) throws MalformedException {
        NoteKey key = NoteKey.parse(text);
        if (key.kind() != kind) {
            throw refused("key", "signature type " + kind.type(), "type " + key.kind().type());
        }
        if (!keys.add(key.key().raw())) {
            throw refused("key", "a key of its own for every log and cosigner", "one that stands above");
        }
        if (!keyIds.add(key.name() + "+" + key.id().hex())) {
            throw refused("key", "a name and id of its own for every key", "one that stands above");
        }
        return key;
    }

    private String define(String name) throws MalformedException {
        if (name.equals(TlogPolicy.NONE)) {
            throw refused("name", "any name but none", "none");
        }
        if (!names.add(name)) {
            throw refused("name", "each name defined once", "'" + name + "' again");
        }
        return name;
    }

    private static void items(List<String> tokens, int least, int most) throws MalformedException {
        if (tokens.size() < least || tokens.size() > most) {
            String expected = least == most ? "" + least : most == Integer.MAX_VALUE ? least + " or more" : least + " or " + most;
            throw refused(tokens.getFirst(), expected + " items", tokens.size() + " items");
        }
    }

    private static void room(int count, int most, String what) throws MalformedException {
        if (count == most) {
            throw refused("", "at most " + most + " " + what, "more");
        }
    }

    private static Optional<String> optional(List<String> tokens, int index) {
        return index < tokens.size() ? Optional.of(tokens.get(index)) : Optional.empty();
    }

    private static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        StringTokenizer rest = new StringTokenizer(line, " \t");
        while (rest.hasMoreTokens()) {
            tokens.add(rest.nextToken());
        }
        return tokens;
    }

    private static MalformedException refused(String path, String expected, String actual) {
        return new MalformedException(path, -1, expected, actual);
    }
}
