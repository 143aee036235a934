package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.evidence.Replay;
import dev.credence.verification.AuthenticityCheck.Authentic;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.appraisal.Appraisal;
import dev.credence.verification.appraisal.Confidence;
import dev.credence.verification.appraisal.Piece;
import dev.credence.verification.argument.RecomputedCode;
import dev.credence.verification.body.TensorAnswerBody;
import dev.credence.verification.body.TensorRequestBody;
import dev.credence.verification.replay.LocalReexecution;
import dev.credence.verification.replay.ReplayVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/// The verdict "evidence sufficient": steps 20 to 24 of docs/spec/receipt.md section 7.
final class EvidenceCheck {
    private EvidenceCheck() {}

    /// @param assumptions ids that the figure rests on, base ones first
    record Result(Judgement judgement, List<EvidenceFinding> findings, Confidence confidence, List<String> assumptions) {}

    /// What the reader has beside the receipt.
    ///
    /// @param request where it is given and is the statement's
    /// @param answer  likewise
    /// @param local   the reader's own re-execution
    /// @param code    the code root of the model's own files
    record Given(
            Optional<TensorRequestBody> request,
            Optional<TensorAnswerBody> answer,
            Optional<LocalReexecution> local,
            Optional<RecomputedCode> code) {}

    static Result judge(ReceiptFile file, Optional<Authentic> authentic, Given given, Standard standard) {
        Optional<LocalReexecution> local = given.local();
        SequencedSet<String> bases = bases(standard.trust());
        if (authentic.isEmpty()) {
            List<EvidenceFinding> unjudged = new ArrayList<>();
            file.evidence().forEach(item -> unjudged.add(new EvidenceFinding(name(item), Optional.empty())));
            local.ifPresent(_ -> unjudged.add(new EvidenceFinding(localName(), Optional.empty())));
            Judgement judgement = Judgement.notChecked(Reason.RECEIPT_NOT_AUTHENTIC, "");
            return new Result(judgement, unjudged, Confidence.NONE, List.copyOf(bases));
        }
        List<EvidenceFinding> findings = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        for (EvidenceItem item : file.evidence()) {
            Judged judged = item(item, authentic.get(), given, standard.assumptions());
            findings.add(new EvidenceFinding(name(item), Optional.of(judged.finding())));
            if (judged.finding() instanceof Finding.Supported supported && !supported.terms().isEmpty()) {
                pieces.add(new Piece(item.kind(), judged.agreed(), supported.terms()));
            }
        }
        if (local.isPresent()) {
            Finding finding = local.get().judge(authentic.get().statement(), standard.assumptions());
            findings.add(new EvidenceFinding(localName(), Optional.of(finding)));
            if (finding instanceof Finding.Supported supported) {
                pieces.add(new Piece(EvidenceItem.LOCAL, 1, supported.terms()));
            }
        }
        return appraise(findings, pieces, bases, standard);
    }

    private static Result appraise(
            List<EvidenceFinding> findings, List<Piece> pieces, SequencedSet<String> bases, Standard standard) {
        Appraisal appraisal = Appraisal.of(pieces, bases, standard.assumptions(), standard.policy());
        // Step 24: what contradicts the statement, or is not what it seems, outweighs everything else.
        List<Cause> refutations = new ArrayList<>();
        List<Cause> pending = new ArrayList<>();
        for (EvidenceFinding finding : findings) {
            switch (finding.finding().orElseThrow()) {
                case Finding.Refuted(Cause cause) -> refutations.add(cause);
                case Finding.Pending(List<Cause> causes) -> pending.addAll(causes);
                case Finding.Supported _ -> {}
            }
        }
        List<String> assumptions = new ArrayList<>(bases);
        for (Confidence.Group group : appraisal.confidence().groups()) {
            group.pieces().forEach(piece -> assumptions.addAll(piece.assumptions()));
        }
        List<String> distinct = assumptions.stream().distinct().toList();
        if (!refutations.isEmpty()) {
            Judgement failed = new Judgement(Judgement.Result.FAIL, refutations);
            return new Result(failed, findings, Confidence.NONE, distinct);
        }
        // Step 25.
        Judgement judgement = appraisal.judgement();
        if (!judgement.passed()) {
            List<Cause> causes = new ArrayList<>(judgement.causes());
            causes.addAll(pending);
            judgement = new Judgement(judgement.result(), causes);
        }
        return new Result(judgement, findings, appraisal.confidence(), distinct);
    }

    /// @param agreed drawn owners that agree if the piece is supported; 1 for a kind without a draw
    private record Judged(Finding finding, int agreed) {}

    // Step 20, then the step of the kind.
    private static Judged item(EvidenceItem item, Authentic authentic, Given given, AssumptionTable assumptions) {
        Optional<Bytes> blob = item.blob();
        if (blob.isEmpty()) {
            return new Judged(Finding.pending(Reason.BLOB_ABSENT, item.kind()), 0);
        }
        if (blob.get().length() != item.sizeBytes() || !Sha256.of(blob.get()).equals(item.digest())) {
            return new Judged(Finding.refuted(Reason.BLOB_MISMATCH, item.kind() + " " + item.digest().hex()), 0);
        }
        if (item.kind().equals(EvidenceItem.REPLAY) && item.suite().equals(Replay.SUITE)) {
            return replay(blob.get(), authentic, assumptions);
        }
        Optional<Suite> suite = Suite.parse(item.suite());
        if (item.kind().equals(EvidenceItem.ARGUMENT) && suite.isPresent()) {
            // Step 23.
            ArgumentCheck check = new ArgumentCheck(authentic.statement(), given.request(), given.answer(), given.code());
            return new Judged(check.judge(suite.get(), blob.get(), assumptions), 1);
        }
        // Step 22. Of whatever suite, one that is not the statement's is wrong anyhow.
        if (item.kind().equals(EvidenceItem.FINGERPRINT)) {
            if (!authentic.statement().commitment().fingerprint().equals(Optional.of(item.digest()))) {
                return new Judged(Finding.refuted(Reason.FINGERPRINT_MISMATCH, item.digest().hex()), 0);
            }
            if (item.suite().equals(EvidenceItem.SKETCH_V1)) {
                return new Judged(
                        given.local()
                                .map(local -> local.judgeFingerprint(authentic.statement()))
                                .orElse(Finding.pending(Reason.FINGERPRINT_NOT_COMPARED, "")),
                        1);
            }
        }
        return new Judged(Finding.pending(Reason.EVIDENCE_UNKNOWN, item.kind() + " " + item.suite()), 0);
    }

    // Step 21.
    private static Judged replay(Bytes blob, Authentic authentic, AssumptionTable assumptions) {
        if (authentic.logged().isEmpty()) {
            return new Judged(Finding.refuted(Reason.REPLAY_WITHOUT_LOG, ""), 0);
        }
        Replay replay;
        try {
            replay = Replay.decode(blob);
        } catch (MalformedException malformed) {
            return new Judged(Finding.refuted(Reason.EVIDENCE_MALFORMED, malformed.getMessage()), 0);
        }
        ReplayVerifier.Subject subject = new ReplayVerifier.Subject(
                authentic.leaf(), authentic.statement().commitment(), authentic.logged().get());
        return new Judged(ReplayVerifier.verify(replay, subject, assumptions), replay.drawn());
    }

    static SequencedSet<String> bases(TrustFile trust) {
        SequencedSet<String> bases = new TreeSet<>();
        bases.add(AssumptionTable.SHA_256);
        bases.add(AssumptionTable.ED25519);
        bases.add(AssumptionTable.VERIFIER_CODE);
        switch (trust) {
            case TrustFile.OfSigner _ -> bases.add(AssumptionTable.NO_LOG);
            case TrustFile.OfNetwork network -> {
                if (network.environment() == TrustFile.Environment.LOCAL) {
                    bases.add(AssumptionTable.LOCAL_NETWORK);
                }
                if (network.environment() == TrustFile.Environment.TEST) {
                    bases.add(AssumptionTable.TEST_NETWORK);
                }
                if (network.policy().quorum().equals(TlogPolicy.NONE)) {
                    bases.add(AssumptionTable.NO_COSIGNERS);
                }
                if (network.ledger() == TrustFile.Engine.EMBEDDED) {
                    bases.add(AssumptionTable.SINGLE_SEQUENCER);
                }
            }
        }
        return bases;
    }

    private static EvidenceFinding.Name name(EvidenceItem item) {
        return new EvidenceFinding.Name(item.kind(), item.suite(), Optional.of(item.digest()), item.sizeBytes(), item.locator());
    }

    private static EvidenceFinding.Name localName() {
        return new EvidenceFinding.Name(EvidenceItem.LOCAL, "", Optional.empty(), 0, Optional.empty());
    }
}
