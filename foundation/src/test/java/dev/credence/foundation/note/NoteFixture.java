package dev.credence.foundation.note;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.merkle.AppendOnlyTree;
import dev.credence.foundation.signature.SecretKey;
import java.util.List;

/// A log of ten entries with two cosigners, whose checkpoint of size 10 all three have signed.
final class NoteFixture {
    static final String ORIGIN = "example.org/log";
    static final SecretKey LOG = secret("log");
    static final SecretKey ONE = secret("one");
    static final SecretKey TWO = secret("two");
    static final NoteKey LOG_KEY = new NoteKey(ORIGIN, KeyKind.LOG, LOG.publicKey());
    static final NoteKey ONE_KEY = new NoteKey("one.example", KeyKind.COSIGNER, ONE.publicKey());
    static final NoteKey TWO_KEY = new NoteKey("two.example", KeyKind.COSIGNER, TWO.publicKey());
    static final long TIME = 1_679_315_147L;

    static final AppendOnlyTree TREE = tree();
    static final Checkpoint CHECKPOINT = new Checkpoint(ORIGIN, 10, TREE.root());
    static final SignedNote NOTE = CHECKPOINT
            .sign(LOG)
            .with(Cosignature.sign("one.example", ONE, TIME, CHECKPOINT))
            .with(Cosignature.sign("two.example", TWO, TIME + 1, CHECKPOINT));

    private NoteFixture() {}

    static SecretKey secret(String name) {
        return SecretKey.ofSeed(Sha256.of(Bytes.ofUtf8("note fixture " + name)).bytes());
    }

    static Bytes entry(int i) {
        return Bytes.ofUtf8("entry " + i);
    }

    private static AppendOnlyTree tree() {
        AppendOnlyTree tree = new AppendOnlyTree();
        for (int i = 0; i < 10; i++) {
            tree.append(entry(i));
        }
        return tree;
    }

    /// The lines of a policy that knows the log and both cosigners; the test adds groups and quorum.
    static String policyHead() {
        return String.join(
                "\n",
                List.of(
                        "log " + LOG_KEY.text(),
                        "witness one " + ONE_KEY.text(),
                        "witness two " + TWO_KEY.text(),
                        ""));
    }
}
