package dev.credence.foundation.note;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.note.CosignatureVerdict.Counted;
import dev.credence.foundation.note.CosignatureVerdict.Problem;
import dev.credence.foundation.note.CosignatureVerdict.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Judges one note under one policy, step by step as docs/spec/log.md section 5 numbers them.
final class PolicyEvaluation {
    private final TlogPolicy policy;
    private final UnknownKeys unknownKeys;
    private final List<NoteKey> logs = new ArrayList<>();
    private final List<Counted> counted = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    PolicyEvaluation(TlogPolicy policy, UnknownKeys unknownKeys) {
        this.policy = policy;
        this.unknownKeys = unknownKeys;
    }

    CosignatureVerdict of(SignedNote note) {
        // Step 1.
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (MalformedException malformed) {
            problem(Reason.CHECKPOINT_MALFORMED, malformed.getMessage());
            return new CosignatureVerdict(Optional.empty(), logs, counted, problems);
        }
        // Step 2.
        if (policy.logs().stream().noneMatch(log -> log.key().name().equals(checkpoint.origin()))) {
            problem(Reason.ORIGIN_MISMATCH, checkpoint.origin());
        }
        // Step 3.
        for (NoteSignature signature : note.signatures()) {
            line(checkpoint, note.text(), signature);
        }
        // Step 4.
        if (logs.isEmpty()) {
            problem(Reason.LOG_SIGNATURE_MISSING, checkpoint.origin());
        }
        // Step 5. Names of the policy, not lines of the note, are counted.
        Set<String> seen = new LinkedHashSet<>();
        counted.forEach(cosigner -> seen.add(cosigner.name()));
        if (!policy.isQuorum(seen)) {
            problem(Reason.QUORUM_MISSING, "quorum " + policy.quorum() + " with " + seen.size() + " cosigners");
        }
        return new CosignatureVerdict(Optional.of(checkpoint), logs, counted, problems);
    }

    private void line(Checkpoint checkpoint, String text, NoteSignature signature) {
        Optional<TlogPolicy.Log> log =
                policy.logs().stream().filter(known -> known.key().named(signature)).findFirst();
        Optional<TlogPolicy.Cosigner> cosigner = policy.cosigners().stream()
                .filter(known -> known.key().named(signature))
                .findFirst();
        // Step 3a.
        Optional<NoteKey> key = log.map(TlogPolicy.Log::key).or(() -> cosigner.map(TlogPolicy.Cosigner::key));
        if (key.isEmpty()) {
            if (unknownKeys == UnknownKeys.REFUSED) {
                problem(Reason.KEY_UNKNOWN, signature.name());
            }
            return;
        }
        // Step 3b.
        if (!key.orElseThrow().verify(text, signature)) {
            problem(Reason.SIGNATURE_INVALID, signature.name());
            return;
        }
        // Steps 3c and 3d.
        if (log.isPresent()) {
            logSigned(checkpoint, key.orElseThrow());
        } else {
            cosigned(cosigner.orElseThrow(), signature);
        }
    }

    private void logSigned(Checkpoint checkpoint, NoteKey key) {
        if (key.name().equals(checkpoint.origin())) {
            logs.add(key);
        } else if (unknownKeys == UnknownKeys.REFUSED) {
            problem(Reason.ORIGIN_MISMATCH, key.name());
        }
    }

    private void cosigned(TlogPolicy.Cosigner cosigner, NoteSignature signature) {
        try {
            long time = Cosignature.decode(signature.bytes()).timeSeconds();
            counted.add(new Counted(cosigner.name(), cosigner.key(), time));
        } catch (MalformedException impossible) {
            throw new IllegalStateException("a cosignature that verified decodes", impossible);
        }
    }

    private void problem(Reason reason, String detail) {
        problems.add(new Problem(reason, detail));
    }
}
