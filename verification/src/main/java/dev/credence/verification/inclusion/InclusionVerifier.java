package dev.credence.verification.inclusion;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.CosignatureVerdict;
import dev.credence.foundation.note.SignedNote;
import dev.credence.foundation.note.UnknownKeys;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.LogEntry;
import dev.credence.receipt.entry.OperatorsEntry;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.receipt.envelope.BatchInclusion;
import dev.credence.receipt.envelope.Inclusion;
import dev.credence.receipt.envelope.Logged;
import dev.credence.receipt.envelope.LoggedEntry;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.request.Slot;
import dev.credence.verification.Cause;
import dev.credence.verification.Reason;

/// Checks a statement's place in the network's log: steps 6 to 11 of docs/spec/receipt.md section 7.
///
/// **Obligation**: the caller checks the operator's signature over the statement under the key found here (step 12), and
/// that the statement names the trusted network (step 3).
public final class InclusionVerifier {
    /// An operator's slots are kept for this many blocks, so an older statement could be signed twice unseen.
    public static final long STATEMENT_AGE_BLOCKS_MAX = 10_000;

    private InclusionVerifier() {}

    /// What is looked for in the log.
    ///
    /// @param leaf     the statement's leaf
    /// @param request  the request digest, from which the slot follows
    /// @param operator who signed
    /// @param height   the ledger's height at issue
    public record Sought(Digest leaf, Digest request, Digest operator, long height) {}

    public static InclusionFinding verify(Sought sought, Logged logged, TrustFile.OfNetwork trust) {
        try {
            return check(sought, logged, trust);
        } catch (Refusal refusal) {
            return new InclusionFinding.Refused(refusal.cause());
        }
    }

    private static InclusionFinding check(Sought sought, Logged logged, TrustFile.OfNetwork trust) throws Refusal {
        Inclusion inclusion = logged.inclusion();
        // Step 6.
        CosignatureVerdict verdict = checkpoint(inclusion.checkpoint(), trust);
        Checkpoint checkpoint = verdict.checkpoint().orElseThrow();
        // Step 7.
        BatchEntry batch = entry(BatchEntry.class, inclusion.batch().entry(), checkpoint, Reason.BATCH_NOT_IN_LOG);
        SealEntry seal = entry(SealEntry.class, inclusion.seal(), checkpoint, Reason.SEAL_NOT_IN_LOG);
        SealEntry previous = entry(SealEntry.class, inclusion.previous(), checkpoint, Reason.PREVIOUS_NOT_IN_LOG);
        OperatorsEntry operators =
                entry(OperatorsEntry.class, inclusion.operators(), checkpoint, Reason.OPERATORS_NOT_IN_LOG);
        // Step 8.
        seals(inclusion, new Entries(batch, seal, previous, operators));
        // Step 9.
        leaf(sought, inclusion.batch(), batch);
        require(batch.operator().equals(sought.operator()), Reason.BATCH_OPERATOR_MISMATCH, batch.operator().hex());
        // Step 10.
        long age = batch.height() - sought.height();
        require(age >= 0 && age < STATEMENT_AGE_BLOCKS_MAX, Reason.STATEMENT_STALE,
                "issued at height " + sought.height() + ", logged at " + batch.height());
        // Step 11.
        OperatorsList list = list(logged, operators);
        ListedOperator executor = list.find(sought.operator())
                .orElseThrow(() -> new Refusal(Reason.OPERATOR_UNKNOWN, sought.operator().hex()));
        return new InclusionFinding.Logged(
                batch, seal, list, executor, new InclusionFinding.CheckpointSummary(checkpoint.size(), verdict.cosigners()));
    }

    private record Entries(BatchEntry batch, SealEntry seal, SealEntry previous, OperatorsEntry operators) {}

    private static CosignatureVerdict checkpoint(String text, TrustFile.OfNetwork trust) throws Refusal {
        SignedNote note;
        try {
            note = SignedNote.parse(text);
        } catch (MalformedException malformed) {
            throw new Refusal(Reason.CHECKPOINT_INVALID, malformed.getMessage());
        }
        CosignatureVerdict verdict = trust.policy().evaluate(note, UnknownKeys.REFUSED);
        if (verdict.checkpoint().isEmpty()) {
            throw new Refusal(Reason.CHECKPOINT_INVALID, verdict.problems().getFirst().detail());
        }
        // The policy's text could name a log of another network; ours has one origin.
        String origin = verdict.checkpoint().orElseThrow().origin();
        require(origin.equals(trust.origin()), Reason.CHECKPOINT_ORIGIN, origin);
        for (CosignatureVerdict.Problem problem : verdict.problems()) {
            throw new Refusal(
                    switch (problem.reason()) {
                        case CHECKPOINT_MALFORMED, KEY_UNKNOWN, SIGNATURE_INVALID, LOG_SIGNATURE_MISSING ->
                            Reason.CHECKPOINT_INVALID;
                        case ORIGIN_MISMATCH -> Reason.CHECKPOINT_ORIGIN;
                        case QUORUM_MISSING -> Reason.QUORUM_MISSING;
                    },
                    problem.detail());
        }
        return verdict;
    }

    private static <E extends LogEntry> E entry(Class<E> type, LoggedEntry logged, Checkpoint checkpoint, Reason absent)
            throws Refusal {
        require(logged.isIn(checkpoint.size(), checkpoint.root()), absent,
                "entry " + logged.index() + " of a log of " + checkpoint.size());
        LogEntry entry;
        try {
            entry = LogEntry.decode(logged.entryBytes());
        } catch (MalformedException malformed) {
            throw new Refusal(Reason.ENTRY_MALFORMED, "entry " + logged.index() + ", " + malformed.getMessage());
        }
        require(type.isInstance(entry), Reason.ENTRY_MALFORMED, "entry " + logged.index() + " is of another type");
        return type.cast(entry);
    }

    private static void seals(Inclusion inclusion, Entries entries) throws Refusal {
        long batchIndex = inclusion.batch().entry().index();
        SealEntry seal = entries.seal();
        SealEntry previous = entries.previous();
        seal(seal.previous() == inclusion.previous().index(), "the seal follows entry " + seal.previous());
        seal(inclusion.previous().index() < batchIndex, "the batch stands before the previous seal");
        seal(batchIndex < inclusion.seal().index(), "the batch stands after the seal");
        seal(Sha256.of(seal.reveal().bytes()).equals(previous.next()), "the reveal is not what the previous seal committed to");
        seal(seal.operators() == inclusion.operators().index(), "the seal names operators of entry " + seal.operators());
        seal(inclusion.operators().index() < inclusion.previous().index(), "the operators' entry is not in force yet");
        seal(entries.batch().height() == seal.height(), "batch and seal are of different blocks");
        seal(seal.height() == previous.height() + 1, "the seals are not of consecutive blocks");
        seal(entries.operators().height() <= previous.height(), "the operators' entry is of the same block or later");
    }

    private static void seal(boolean holds, String detail) throws Refusal {
        require(holds, Reason.SEAL_MISMATCH, detail);
    }

    private static void leaf(Sought sought, BatchInclusion place, BatchEntry batch) throws Refusal {
        Digest pair = MerkleTree.leafHash(BatchEntry.pair(Slot.of(sought.request()), sought.leaf()));
        boolean inside = MerkleTree.verifyInclusion(pair, place.leafIndex(), batch.count(), place.leafHashes(), batch.root());
        require(inside, Reason.LEAF_NOT_IN_BATCH, "place " + place.leafIndex() + " of " + batch.count());
    }

    private static OperatorsList list(Logged logged, OperatorsEntry entry) throws Refusal {
        require(Sha256.of(logged.operatorsListBytes()).equals(entry.digest()), Reason.OPERATORS_LIST_MISMATCH, "another digest");
        OperatorsList list;
        try {
            list = OperatorsList.decode(logged.operatorsListBytes());
        } catch (MalformedException malformed) {
            throw new Refusal(Reason.OPERATORS_LIST_MISMATCH, malformed.getMessage());
        }
        require(list.operators().size() == entry.count(), Reason.OPERATORS_LIST_MISMATCH,
                list.operators().size() + " operators, " + entry.count() + " in the log");
        require(list.height() == entry.height(), Reason.OPERATORS_LIST_MISMATCH, "a list of another height");
        for (ListedOperator operator : list.operators()) {
            require(operator.keyFitsId(), Reason.OPERATORS_LIST_MISMATCH, "a key that is not of id " + operator.id().hex());
        }
        return list;
    }

    private static void require(boolean holds, Reason reason, String detail) throws Refusal {
        if (!holds) {
            throw new Refusal(reason, detail);
        }
    }

    /// Leaves the walk through the steps; never leaves this class.
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Cause cause;

        Refusal(Reason reason, String detail) {
            super(reason.name(), null, false, false);
            this.cause = new Cause(reason, detail);
        }

        Cause cause() {
            return cause;
        }
    }
}
