package dev.credence.foundation.note;

import static dev.credence.foundation.note.NoteFixture.CHECKPOINT;
import static dev.credence.foundation.note.NoteFixture.LOG;
import static dev.credence.foundation.note.NoteFixture.NOTE;
import static dev.credence.foundation.note.NoteFixture.ONE;
import static dev.credence.foundation.note.NoteFixture.ONE_KEY;
import static dev.credence.foundation.note.NoteFixture.ORIGIN;
import static dev.credence.foundation.note.NoteFixture.TIME;
import static dev.credence.foundation.note.NoteFixture.TREE;
import static dev.credence.foundation.note.NoteFixture.TWO;
import static dev.credence.foundation.note.NoteFixture.secret;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.AppendOnlyTree;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.foundation.signature.SecretKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Offline proofs, good ones and one per defect: what the files under `vectors/tlog-proof` hold.
///
/// All are made of the fixture's log of ten entries; the entry is number 3 unless the defect says otherwise.
final class ProofDefects {
    static final String BOTH = NoteFixture.policyHead() + "group both all one two\nquorum both\n";
    private static final int INDEX = 3;
    private static final List<Digest> PATH = TREE.inclusion(INDEX, 10);
    private static final TlogProof GOOD = TlogProof.of(INDEX, PATH, NOTE);

    private final Map<String, String> files = new TreeMap<>();

    /// File name without its ending → content.
    static Map<String, String> files() {
        ProofDefects all = new ProofDefects();
        all.good();
        all.paths();
        all.headLines();
        all.checkpointLines();
        all.signers();
        all.cosigners();
        all.spellings();
        return all.files;
    }

    static String file(String expect, String policy, String entry, String proof) {
        return "expect: " + expect + "\n== policy\n" + policy + "== entry\n" + entry + "\n== proof\n" + proof;
    }

    private void good() {
        add("good", "accepted", GOOD);
        AppendOnlyTree one = new AppendOnlyTree();
        one.append(NoteFixture.entry(INDEX));
        add("good-only-entry-of-its-log", "accepted", TlogProof.of(0, List.of(), signed(new Checkpoint(ORIGIN, 1, one.root()))));
        add("good-last-entry", "accepted", "entry 9", TlogProof.of(9, TREE.inclusion(9, 10), NOTE));
    }

    private void paths() {
        add("index-equal-to-size", "NOT_INCLUDED", "entry 9", TlogProof.of(10, TREE.inclusion(9, 10), NOTE));
        add("index-beyond-size", "NOT_INCLUDED", TlogProof.of(INDEX + 16, PATH, NOTE));
        add("index-of-another-entry", "NOT_INCLUDED", TlogProof.of(INDEX - 1, PATH, NOTE));
        add("entry-is-another", "NOT_INCLUDED", "entry 4", GOOD);
        List<Digest> longer = new ArrayList<>(PATH);
        longer.add(MerkleTree.emptyRoot());
        add("path-too-long", "NOT_INCLUDED", TlogProof.of(INDEX, longer, NOTE));
        add("path-too-short", "NOT_INCLUDED", TlogProof.of(INDEX, PATH.subList(0, PATH.size() - 1), NOTE));
        // The root itself in the place of an entry's hash: what a verifier without the last step would accept.
        AppendOnlyTree one = new AppendOnlyTree();
        one.append(NoteFixture.entry(INDEX));
        SignedNote claimsTen = signed(new Checkpoint(ORIGIN, 10, one.root()));
        add("path-empty-in-larger-tree", "NOT_INCLUDED", TlogProof.of(INDEX, List.of(), claimsTen));
        add("path-in-wrong-order", "NOT_INCLUDED", TlogProof.of(INDEX, PATH.reversed(), NOTE));
        List<Digest> changed = new ArrayList<>(PATH);
        changed.set(1, MerkleTree.emptyRoot());
        add("path-hash-changed", "NOT_INCLUDED", TlogProof.of(INDEX, changed, NOTE));
        add("log-is-empty", "NOT_INCLUDED", TlogProof.of(0, List.of(), signed(new Checkpoint(ORIGIN, 0, MerkleTree.emptyRoot()))));
    }

    private void headLines() {
        edit("header-of-another-version", "@v1\n", "@v2\n");
        edit("header-missing", "c2sp.org/tlog-proof@v1\n", "");
        edit("extra-line", "index 3\n", "extra YQ==\nindex 3\n");
        edit("index-missing", "index 3\n", "");
        edit("index-with-leading-zero", "index 3\n", "index 03\n");
        edit("index-negative", "index 3\n", "index -3\n");
        edit("index-of-2-to-the-63", "index 3\n", "index 9223372036854775808\n");
        edit("path-hash-too-short", PATH.getFirst().bytes().base64(), Bytes.of(new byte[31]).base64());
        edit("empty-line-before-checkpoint-missing", "\n\n" + ORIGIN, "\n" + ORIGIN);
    }

    private void checkpointLines() {
        add("checkpoint-without-signatures", "malformed", "entry 3", GOOD.format().replaceAll("— .*\n", ""));
        // The text itself is at fault, and everyone has signed it.
        signedText("checkpoint-with-extension-line", CHECKPOINT.text() + "extension\n");
        signedText("checkpoint-without-size", ORIGIN + "\n" + CHECKPOINT.root().bytes().base64() + "\n");
        signedText("checkpoint-without-root", ORIGIN + "\n10\n");
        signedText("size-with-leading-zero", CHECKPOINT.text().replace("\n10\n", "\n010\n"));
        signedText("size-of-2-to-the-63", CHECKPOINT.text().replace("\n10\n", "\n9223372036854775808\n"));
        signedText("root-with-spare-bits", spareBits(CHECKPOINT.text(), CHECKPOINT.root().bytes().base64()));
        signedText("root-of-another-length", ORIGIN + "\n10\n" + Bytes.of(new byte[33]).base64() + "\n");
        signedText("empty-log-with-another-root", CHECKPOINT.text().replace("\n10\n", "\n0\n"));
        Checkpoint other = new Checkpoint("example.org/other", 10, TREE.root());
        SignedNote otherLog = other.sign(LOG).with(cosigned(ONE, "one.example", other)).with(cosigned(TWO, "two.example", other));
        // The origin is unknown, so is the key's name on its line, and nobody of the policy signed as log.
        add("origin-of-another-log", "ORIGIN_MISMATCH,KEY_UNKNOWN,LOG_SIGNATURE_MISSING", TlogProof.of(INDEX, PATH, otherLog));
    }

    private void signers() {
        SignedNote stranger = CHECKPOINT.sign(secret("stranger"));
        add("log-key-is-another", "KEY_UNKNOWN,LOG_SIGNATURE_MISSING", TlogProof.of(INDEX, PATH, cosigned(stranger)));
        NoteSignature strange = stranger.signatures().getFirst();
        NoteSignature forged = new NoteSignature(ORIGIN, NoteFixture.LOG_KEY.id(), strange.bytes());
        add("log-key-id-is-forged", "SIGNATURE_INVALID,LOG_SIGNATURE_MISSING",
                TlogProof.of(INDEX, PATH, cosigned(new SignedNote(CHECKPOINT.text(), List.of(forged)))));
        // Both logs are of the policy; one signs what has the other's origin.
        NoteKey second = new NoteKey("example.org/second", KeyKind.LOG, secret("second").publicKey());
        SignedNote crossed = CHECKPOINT.sign(secret("second"));
        NoteSignature line = new NoteSignature(second.name(), second.id(), crossed.signatures().getFirst().bytes());
        files.put("log-signs-for-another-log", file(
                "ORIGIN_MISMATCH,LOG_SIGNATURE_MISSING",
                "log " + second.text() + "\n" + BOTH,
                "entry 3",
                TlogProof.of(INDEX, PATH, cosigned(new SignedNote(CHECKPOINT.text(), List.of(line)))).format()));
        add("log-signature-missing", "LOG_SIGNATURE_MISSING", TlogProof.of(INDEX, PATH,
                new SignedNote(CHECKPOINT.text(), NOTE.signatures().subList(1, 3))));
        add("signature-of-unknown-key", "KEY_UNKNOWN", TlogProof.of(INDEX, PATH,
                NOTE.with(cosigned(secret("stranger"), "stranger.example", CHECKPOINT))));
        Checkpoint larger = new Checkpoint(ORIGIN, 11, TREE.root());
        add("log-signature-of-another-checkpoint", "SIGNATURE_INVALID,LOG_SIGNATURE_MISSING", TlogProof.of(INDEX, PATH,
                NOTE.with(larger.sign(LOG).signatures().getFirst())));
    }

    private void cosigners() {
        add("cosigners-missing", "QUORUM_MISSING", TlogProof.of(INDEX, PATH, CHECKPOINT.sign(LOG)));
        SignedNote one = CHECKPOINT.sign(LOG).with(cosigned(ONE, "one.example", CHECKPOINT));
        add("cosigner-missing", "QUORUM_MISSING", TlogProof.of(INDEX, PATH, one));
        NoteSignature again = Cosignature.sign("one.example", ONE, TIME + 5, CHECKPOINT);
        add("cosigner-counted-twice", "malformed", "entry 3", TlogProof.of(INDEX, PATH, one).format() + again.line() + "\n");
        add("cosigner-under-a-second-name", "KEY_UNKNOWN,QUORUM_MISSING", TlogProof.of(INDEX, PATH,
                one.with(cosigned(ONE, "two.example", CHECKPOINT))));
        NoteSignature first = NOTE.signatures().get(1);
        byte[] later = first.bytes().toArray();
        later[7]++;
        add("cosignature-with-another-time", "SIGNATURE_INVALID,QUORUM_MISSING", TlogProof.of(INDEX, PATH,
                NOTE.with(new NoteSignature(first.name(), first.keyId(), Bytes.of(later)))));
        add("cosignature-without-time", "SIGNATURE_INVALID,QUORUM_MISSING", TlogProof.of(INDEX, PATH,
                NOTE.with(new NoteSignature(first.name(), first.keyId(), first.bytes().slice(8, 72)))));
        later[7]--;
        later[0] = (byte) 0x80;
        add("cosignature-with-time-of-2-to-the-63", "SIGNATURE_INVALID,QUORUM_MISSING", TlogProof.of(INDEX, PATH,
                NOTE.with(new NoteSignature(first.name(), first.keyId(), Bytes.of(later)))));
        Checkpoint larger = new Checkpoint(ORIGIN, 11, TREE.root());
        add("cosignature-of-another-checkpoint", "SIGNATURE_INVALID,QUORUM_MISSING", TlogProof.of(INDEX, PATH,
                NOTE.with(cosigned(ONE, "one.example", larger))));
        // The cosigner's key signs the text as a log would: same key, no time before it, under the cosigner's key id.
        NoteSignature plain = new NoteSignature("one.example", ONE_KEY.id(),
                Bytes.concat(Bytes.of(new byte[8]), ONE.sign(Bytes.ofUtf8(CHECKPOINT.text()))));
        add("cosigner-signed-as-a-log", "SIGNATURE_INVALID,QUORUM_MISSING", TlogProof.of(INDEX, PATH, NOTE.with(plain)));
        nestedGroups();
    }

    private void nestedGroups() {
        String inner = NoteFixture.policyHead()
                + "witness three " + new NoteKey("three.example", KeyKind.COSIGNER, secret("three").publicKey()).text()
                + "\ngroup pair any two three\ngroup all-of-them all one pair\nquorum all-of-them\n";
        SignedNote onlyPair = CHECKPOINT.sign(LOG)
                .with(cosigned(TWO, "two.example", CHECKPOINT))
                .with(cosigned(secret("three"), "three.example", CHECKPOINT));
        files.put("good-nested-groups", file("accepted", inner, "entry 3", GOOD.format()));
        files.put("quorum-of-nested-group-missing",
                file("QUORUM_MISSING", inner, "entry 3", TlogProof.of(INDEX, PATH, onlyPair).format()));
    }

    private void spellings() {
        edit("lines-end-in-carriage-return", "index 3\n", "index 3\r\n");
        edit("hash-without-padding", PATH.getFirst().bytes().base64(), PATH.getFirst().bytes().base64().replace("=", ""));
        edit("hash-with-spare-bits", PATH.getFirst().bytes().base64(), spareBits(PATH.getFirst().bytes().base64(), ""));
        add("text-after-the-end", "malformed", "entry 3", GOOD.format() + "\n");
        add("last-newline-missing", "malformed", "entry 3", GOOD.format().stripTrailing());
        edit("signature-line-with-hyphen", "— one.example", "- one.example");
        edit("signature-line-with-two-spaces", "— one.example ", "— one.example  ");
        edit("signature-shorter-than-a-key-id", NOTE.signatures().get(1).line(), "— one.example AAAA");
    }

    private void edit(String name, String part, String other) {
        String text = GOOD.format();
        if (!text.contains(part) || part.equals(other)) {
            throw new IllegalStateException(name + " changes nothing");
        }
        add(name, "malformed", "entry 3", text.replaceFirst(Pattern.quote(part), other));
    }

    private void signedText(String name, String text) {
        List<NoteSignature> signatures = new ArrayList<>();
        signatures.add(new NoteSignature(ORIGIN, NoteFixture.LOG_KEY.id(), LOG.sign(Bytes.ofUtf8(text))));
        Bytes message = Bytes.ofUtf8("cosignature/v1\ntime " + TIME + "\n" + text);
        signatures.add(new NoteSignature("one.example", ONE_KEY.id(), new Cosignature(TIME, ONE.sign(message)).encode()));
        signatures.add(new NoteSignature("two.example", NoteFixture.TWO_KEY.id(), new Cosignature(TIME, TWO.sign(message)).encode()));
        add(name, "CHECKPOINT_MALFORMED,NOT_INCLUDED", TlogProof.of(INDEX, PATH, new SignedNote(text, signatures)));
    }

    private void add(String name, String expect, TlogProof proof) {
        add(name, expect, "entry 3", proof);
    }

    private void add(String name, String expect, String entry, TlogProof proof) {
        add(name, expect, entry, proof.format());
    }

    private void add(String name, String expect, String entry, String proof) {
        files.put(name, file(expect, BOTH, entry, proof));
    }

    private static SignedNote signed(Checkpoint checkpoint) {
        return checkpoint.sign(LOG)
                .with(cosigned(ONE, "one.example", checkpoint))
                .with(cosigned(TWO, "two.example", checkpoint));
    }

    private static SignedNote cosigned(SignedNote note) {
        return note.with(NOTE.signatures().get(1)).with(NOTE.signatures().get(2));
    }

    private static NoteSignature cosigned(
            SecretKey key, String name, Checkpoint checkpoint) {
        return Cosignature.sign(name, key, TIME, checkpoint);
    }

    // 32 bytes in base64 end in four used bits and two spare ones before '=': the next letter differs in spare bits only.
    private static String spareBits(String text, String within) {
        int at = (within.isEmpty() ? text.length() : text.indexOf(within) + within.length()) - 2;
        return text.substring(0, at) + (char) (text.charAt(at) + 1) + text.substring(at + 1);
    }
}
