package dev.credence.foundation.note;

import static dev.credence.foundation.note.NoteFixture.LOG_KEY;
import static dev.credence.foundation.note.NoteFixture.ONE_KEY;
import static dev.credence.foundation.note.NoteFixture.TWO_KEY;
import static dev.credence.foundation.note.NoteFixture.policyHead;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.PublicKey;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Policy texts, good ones and one per defect: what the files under `vectors/tlog-policy` hold.
final class PolicyDefects {
    private static final String GROUP = "group both all one two\n";
    private static final String QUORUM = "quorum both\n";

    private final Map<String, String> files = new TreeMap<>();

    /// File name without its ending → content.
    static Map<String, String> files() {
        PolicyDefects all = new PolicyDefects();
        all.good();
        all.quorums();
        all.groups();
        all.keys();
        all.lines();
        return all.files;
    }

    private void good() {
        good("good", policyHead() + GROUP + QUORUM);
        good("good-quorum-none", "log " + LOG_KEY.text() + "\nquorum none\n");
        good("good-quorum-of-one-cosigner", policyHead() + "quorum two\n");
        good("good-with-urls", "log " + LOG_KEY.text() + " https://example.org/log\nwitness one " + ONE_KEY.text()
                + " https://one.example/\nquorum one\n");
        good("good-with-comments-and-tabs", "# comment\n\n \t# indented\n\tlog \t" + LOG_KEY.text() + " \nquorum\tnone\n");
        good("good-threshold-as-number", policyHead() + "group both 2 one two\n" + QUORUM);
        good("good-line-after-quorum", policyHead() + "quorum one\ngroup later any one two\n");
        good("good-name-beyond-ascii", "log " + LOG_KEY.text() + "\nwitness témoin " + ONE_KEY.text() + "\nquorum témoin\n");
    }

    private void quorums() {
        bad("quorum-missing", policyHead() + GROUP);
        bad("quorum-twice", policyHead() + GROUP + QUORUM + QUORUM);
        bad("quorum-of-undefined-name", policyHead() + QUORUM);
        bad("quorum-before-its-definition", policyHead() + QUORUM + GROUP);
        bad("quorum-of-two-names", policyHead() + "quorum one two\n");
    }

    private void groups() {
        bad("group-of-undefined-member", policyHead() + "group both all one three\n" + QUORUM);
        bad("group-of-later-group", policyHead() + "group both all one later\ngroup later any two\n" + QUORUM);
        bad("group-is-its-own-member", policyHead() + "group both all one both\n" + QUORUM);
        bad("group-of-none", policyHead() + "group both all one none\n" + QUORUM);
        bad("group-without-members", policyHead() + "group both all\n" + QUORUM);
        bad("member-in-two-groups", policyHead() + "group first any one two\ngroup both all first one\n" + QUORUM);
        bad("member-twice-in-a-group", policyHead() + "group both 2 one one\n" + QUORUM);
        bad("threshold-of-zero", policyHead() + "group both 0 one two\n" + QUORUM);
        bad("threshold-above-members", policyHead() + "group both 3 one two\n" + QUORUM);
        bad("threshold-with-leading-zero", policyHead() + "group both 02 one two\n" + QUORUM);
        bad("threshold-negative", policyHead() + "group both -1 one two\n" + QUORUM);
        bad("threshold-beyond-32-bits", policyHead() + "group both 4294967297 one two\n" + QUORUM);
        bad("cosigner-and-group-of-one-name", policyHead() + "group one any one two\nquorum one\n");
        bad("two-cosigners-of-one-name", "log " + LOG_KEY.text() + "\nwitness one " + ONE_KEY.text() + "\nwitness one "
                + TWO_KEY.text() + "\nquorum one\n");
        bad("cosigner-is-called-none", "log " + LOG_KEY.text() + "\nwitness none " + ONE_KEY.text() + "\nquorum none\n");
    }

    private void keys() {
        String head = "log " + LOG_KEY.text() + "\n";
        bad("log-twice", head + head + "quorum none\n");
        bad("log-key-under-a-second-name", head + "log " + renamed(LOG_KEY, KeyKind.LOG) + "\nquorum none\n");
        bad("cosigner-key-under-a-second-name", policyHead() + "witness three " + renamed(ONE_KEY, KeyKind.COSIGNER) + "\nquorum one\n");
        bad("log-key-is-a-cosigner", head + "witness one " + renamed(LOG_KEY, KeyKind.COSIGNER) + "\nquorum one\n");
        bad("log-with-key-of-a-cosigner", "log " + ONE_KEY.text() + "\nquorum none\n");
        bad("cosigner-with-key-of-a-log", head + "witness one " + renamed(ONE_KEY, KeyKind.LOG) + "\nquorum one\n");
        // Found by search: two keys whose ids under one name are the same four bytes.
        bad("two-keys-of-one-name-and-id", head + "witness one " + twin(28_184) + "\nwitness two " + twin(56_590) + "\nquorum none\n");
        bad("log-missing", "witness one " + ONE_KEY.text() + "\nquorum one\n");
        String id = LOG_KEY.id().hex();
        bad("key-with-another-id", head.replace(id, "00000000") + "quorum none\n");
        bad("key-with-uppercase-id", head.replace(id, id.toUpperCase(Locale.ROOT)) + "quorum none\n");
        bad("key-without-id", head.replace(id + "+", "") + "quorum none\n");
        bad("key-without-name", head.replace(LOG_KEY.name(), "") + "quorum none\n");
        bad("key-of-unknown-type", "log " + typed(6, LOG_KEY.key().raw()) + "\nquorum none\n");
        bad("key-too-short", "log " + typed(1, LOG_KEY.key().raw().slice(0, 31)) + "\nquorum none\n");
        bad("key-too-long", "log " + typed(1, Bytes.concat(LOG_KEY.key().raw(), Bytes.of(new byte[1]))) + "\nquorum none\n");
    }

    private void lines() {
        bad("unknown-keyword", policyHead() + GROUP + "monitor one\n" + QUORUM);
        bad("too-many-items", "log " + LOG_KEY.text() + " https://example.org/ more\nquorum none\n");
        bad("cosigner-without-key", "log " + LOG_KEY.text() + "\nwitness one\nquorum one\n");
        bad("carriage-return", "log " + LOG_KEY.text() + "\r\nquorum none\r\n");
        bad("last-newline-missing", "log " + LOG_KEY.text() + "\nquorum none");
        bad("empty", "");
    }

    private static String renamed(NoteKey key, KeyKind kind) {
        return new NoteKey("second.example", kind, key.key()).text();
    }

    private static String twin(int number) {
        Bytes key = new ByteWriter().u64(0).u64(0).u64(0).u64(number).toBytes();
        return new NoteKey("twin.example", KeyKind.COSIGNER, new PublicKey(key)).text();
    }

    private static String typed(int type, Bytes key) {
        Bytes typed = Bytes.concat(Bytes.of(new byte[] {(byte) type}), key);
        Bytes id = Sha256.of(Bytes.ofUtf8("example.org/log\n"), typed).bytes().slice(0, 4);
        return "example.org/log+" + id.hex() + "+" + typed.base64();
    }

    private void good(String name, String policy) {
        files.put(name, "expect: accepted\n== policy\n" + policy);
    }

    private void bad(String name, String policy) {
        files.put(name, "expect: malformed\n== policy\n" + policy);
    }
}
