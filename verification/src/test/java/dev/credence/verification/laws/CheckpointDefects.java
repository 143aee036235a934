package dev.credence.verification.laws;

import static dev.credence.verification.Reason.CHECKPOINT_INVALID;
import static dev.credence.verification.Reason.CHECKPOINT_ORIGIN;
import static dev.credence.verification.Reason.QUORUM_MISSING;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.Cosignature;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.NoteSignature;
import dev.credence.foundation.note.SignedNote;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.receipt.envelope.Inclusion;
import dev.credence.receipt.envelope.TrustFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Step 6: the checkpoint and those who vouch for it.
final class CheckpointDefects {
    private static final String OTHER_ORIGIN = "credence.dev/log/test-0123456789abcdef";

    private CheckpointDefects() {}

    static List<Defect> all() {
        return List.of(
                Defect.failed("checkpoint-of-another-log", CHECKPOINT_ORIGIN, forge -> forge.checkpoint =
                        honest -> new Checkpoint(OTHER_ORIGIN, honest.size(), honest.root())),
                Defect.failed("checkpoint-of-another-log-that-the-policy-names", CHECKPOINT_ORIGIN, forge -> {
                    forge.checkpoint = honest -> new Checkpoint(OTHER_ORIGIN, honest.size(), honest.root());
                    forge.trust = honest -> policy(honest, text -> text.replaceFirst(
                            "log [^\n]*", "log " + new NoteKey(OTHER_ORIGIN, KeyKind.LOG, forge.logKey().publicKey()).text()));
                }),
                Defect.failed("checkpoint-signed-by-another-log-too", CHECKPOINT_ORIGIN, forge -> {
                    SecretKey other = ForgedOperators.secret("another log");
                    NoteKey key = new NoteKey(OTHER_ORIGIN, KeyKind.LOG, other.publicKey());
                    forge.trust = honest -> policy(honest, text -> "log " + key.text() + "\n" + text);
                    forge.note = honest -> honest.with(new NoteSignature(
                            OTHER_ORIGIN, key.id(), other.sign(Bytes.ofUtf8(honest.text()))));
                }),
                Defect.failed("checkpoint-of-a-wrong-log-key", CHECKPOINT_INVALID, forge -> forge.trust = honest -> policy(
                        honest,
                        text -> text.replaceFirst(
                                "log [^\n]*",
                                "log " + new NoteKey(forge.origin(), KeyKind.LOG, forge.operators().key(2).publicKey()).text()))),
                Defect.failed("checkpoint-without-the-logs-signature", CHECKPOINT_INVALID, forge -> forge.note = honest -> keep(honest, 1, 2)),
                Defect.failed("checkpoint-of-another-size-under-the-old-signatures", CHECKPOINT_INVALID, forge -> forge.inclusion =
                        honest -> text(honest, note -> note.replaceFirst("\n7\n", "\n8\n"))),
                Defect.failed("checkpoint-with-an-extension-line", CHECKPOINT_INVALID, forge -> forge.inclusion =
                        honest -> text(honest, note -> note.replaceFirst("\n\n", "\nmore\n\n"))),
                Defect.failed("checkpoint-that-is-no-note", CHECKPOINT_INVALID, forge -> forge.inclusion =
                        honest -> text(honest, note -> note.replace("\n\n", "\n"))),
                Defect.failed("cosignature-of-another-checkpoint", CHECKPOINT_INVALID, forge -> forge.note = honest -> keep(honest, 0, 1)
                        .with(Cosignature.sign("cosigner.example/1", forge.cosignerKey(1), 1, new Checkpoint(forge.origin(), 1, forge.digest("root"))))),
                Defect.failed("cosignature-of-a-key-that-the-policy-does-not-name", CHECKPOINT_INVALID, forge -> forge.note = honest -> honest.with(
                        Cosignature.sign("cosigner.example/9", forge.cosignerKey(9), 1, checkpoint(honest)))),
                Defect.failed("quorum-of-two-with-one-cosigner", QUORUM_MISSING, forge -> forge.note = honest -> keep(honest, 0, 1)),
                Defect.failed("no-cosigner-at-all", QUORUM_MISSING, forge -> forge.note = honest -> keep(honest, 0)));
    }

    private static SignedNote keep(SignedNote note, int... lines) {
        List<NoteSignature> kept = new ArrayList<>();
        for (int line : lines) {
            kept.add(note.signatures().get(line));
        }
        return new SignedNote(note.text(), kept);
    }

    private static Checkpoint checkpoint(SignedNote note) {
        try {
            return Checkpoint.parse(note.text());
        } catch (MalformedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static TrustFile policy(TrustFile honest, UnaryOperator<String> change) {
        TrustFile.OfNetwork network = (TrustFile.OfNetwork) honest;
        try {
            TlogPolicy policy = TlogPolicy.parse(change.apply(network.policy().format()));
            return new TrustFile.OfNetwork(network.network(), network.environment(), network.ledger(), network.genesis(), policy);
        } catch (MalformedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Inclusion text(Inclusion honest, UnaryOperator<String> change) {
        return new Inclusion(change.apply(honest.checkpoint()), honest.batch(), honest.seal(), honest.previous(), honest.operators());
    }
}
