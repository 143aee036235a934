package dev.credence.verification.laws;

import static dev.credence.verification.Reason.BATCH_NOT_IN_LOG;
import static dev.credence.verification.Reason.BATCH_OPERATOR_MISMATCH;
import static dev.credence.verification.Reason.ENTRY_MALFORMED;
import static dev.credence.verification.Reason.LEAF_NOT_IN_BATCH;
import static dev.credence.verification.Reason.OPERATORS_LIST_MISMATCH;
import static dev.credence.verification.Reason.OPERATORS_NOT_IN_LOG;
import static dev.credence.verification.Reason.OPERATOR_UNKNOWN;
import static dev.credence.verification.Reason.PREVIOUS_NOT_IN_LOG;
import static dev.credence.verification.Reason.REQUEST_STALE;
import static dev.credence.verification.Reason.SEAL_MISMATCH;
import static dev.credence.verification.Reason.SEAL_NOT_IN_LOG;
import static dev.credence.verification.Reason.STATEMENT_STALE;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsEntry;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.receipt.envelope.BatchInclusion;
import dev.credence.receipt.envelope.Inclusion;
import dev.credence.receipt.envelope.LoggedEntry;
import dev.credence.receipt.request.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Steps 7 to 11: entries, seals, the batch, the operators' list.
final class LogDefects {
    private LogDefects() {}

    static List<Defect> all() {
        List<Defect> all = new ArrayList<>();
        all.addAll(proofs());
        all.addAll(entries());
        all.addAll(seals());
        all.addAll(batches());
        all.addAll(lists());
        return all;
    }

    private static List<Defect> proofs() {
        UnaryOperator<LoggedEntry> index = entry -> new LoggedEntry(entry.index() + 1, entry.hashes(), entry.entry());
        UnaryOperator<LoggedEntry> beyond = entry -> new LoggedEntry(7, entry.hashes(), entry.entry());
        UnaryOperator<LoggedEntry> shorter = entry -> new LoggedEntry(entry.index(), entry.hashes().subList(1, entry.hashes().size()), entry.entry());
        UnaryOperator<LoggedEntry> longer = entry -> new LoggedEntry(entry.index(), append(entry.hashes()), entry.entry());
        UnaryOperator<LoggedEntry> reordered = entry -> new LoggedEntry(entry.index(), entry.hashes().reversed(), entry.entry());
        UnaryOperator<LoggedEntry> text = entry -> new LoggedEntry(entry.index(), entry.hashes(), entry.entry().replaceFirst("\"height\":[0-9]*", "\"height\":9"));
        List<Defect> all = new ArrayList<>();
        all.add(Defect.failed("batch-index-of-its-neighbour", BATCH_NOT_IN_LOG, forge -> forge.inclusion = honest -> batch(honest, index)));
        all.add(Defect.failed("batch-index-beyond-the-log", BATCH_NOT_IN_LOG, forge -> forge.inclusion = honest -> batch(honest, beyond)));
        all.add(Defect.failed("batch-path-too-short", BATCH_NOT_IN_LOG, forge -> forge.inclusion = honest -> batch(honest, shorter)));
        all.add(Defect.failed("batch-path-too-long", BATCH_NOT_IN_LOG, forge -> forge.inclusion = honest -> batch(honest, longer)));
        all.add(Defect.failed("batch-path-reordered", BATCH_NOT_IN_LOG, forge -> forge.inclusion = honest -> batch(honest, reordered)));
        all.add(Defect.failed("batch-entry-altered", BATCH_NOT_IN_LOG, forge -> forge.inclusion = honest -> batch(honest, text)));
        all.add(Defect.failed("seal-entry-altered", SEAL_NOT_IN_LOG, forge -> forge.inclusion = honest -> with(honest, text.apply(honest.seal()), honest.previous(), honest.operators())));
        all.add(Defect.failed("seal-path-too-long", SEAL_NOT_IN_LOG, forge -> forge.inclusion = honest -> with(honest, longer.apply(honest.seal()), honest.previous(), honest.operators())));
        all.add(Defect.failed("previous-seal-altered", PREVIOUS_NOT_IN_LOG, forge -> forge.inclusion = honest -> with(honest, honest.seal(), text.apply(honest.previous()), honest.operators())));
        all.add(Defect.failed("operators-entry-altered", OPERATORS_NOT_IN_LOG, forge -> forge.inclusion = honest -> with(honest, honest.seal(), honest.previous(), text.apply(honest.operators()))));
        return all;
    }

    private static List<Defect> entries() {
        return List.of(
                Defect.failed("seal-with-white-space", ENTRY_MALFORMED, forge -> forge.sealText = spaced("\"height\":", "\"height\": ")),
                Defect.failed("seal-with-an-unknown-member", ENTRY_MALFORMED, forge -> forge.sealText = spaced("}", ",\"note\":1}")),
                Defect.failed("batch-that-is-a-seal", ENTRY_MALFORMED, forge -> forge.inclusion = honest -> batch(honest, _ -> honest.seal())),
                Defect.failed("seal-that-is-a-batch", ENTRY_MALFORMED, forge -> forge.inclusion = honest -> with(honest, honest.batch().entry(), honest.previous(), honest.operators())),
                Defect.failed("previous-seal-that-is-an-operators-entry", ENTRY_MALFORMED, forge -> forge.inclusion = honest -> with(honest, honest.seal(), honest.operators(), honest.operators())),
                Defect.failed("operators-entry-that-is-a-seal", ENTRY_MALFORMED, forge -> forge.inclusion = honest -> with(honest, honest.seal(), honest.previous(), honest.previous())));
    }

    private static UnaryOperator<Bytes> spaced(String from, String to) {
        return bytes -> {
            String text = new String(bytes.toArray(), java.nio.charset.StandardCharsets.UTF_8);
            return Bytes.ofUtf8(text.replace(from, to));
        };
    }

    private static List<Defect> seals() {
        return List.of(
                Defect.failed("seal-follows-another-seal", SEAL_MISMATCH, forge -> forge.seal = honest -> new SealEntry(honest.height(), 1, honest.operators(), honest.reveal(), honest.next())),
                Defect.failed("batch-before-the-previous-seal", SEAL_MISMATCH, forge -> forge.batchPlace = -1),
                Defect.failed("batch-after-the-seal", SEAL_MISMATCH, forge -> forge.batchPlace = 1),
                Defect.failed("reveal-that-was-not-committed-to", SEAL_MISMATCH, forge -> forge.seal = honest -> new SealEntry(honest.height(), honest.previous(), honest.operators(), forge.digest("ground"), honest.next())),
                Defect.failed("seal-names-other-operators", SEAL_MISMATCH, forge -> forge.seal = honest -> new SealEntry(honest.height(), honest.previous(), 0, honest.reveal(), honest.next())),
                Defect.failed("operators-entry-after-the-previous-seal", SEAL_MISMATCH, forge -> forge.operatorsLate = true),
                Defect.failed("batch-of-another-block", SEAL_MISMATCH, forge -> forge.batch = honest -> new BatchEntry(honest.operator(), 3, honest.count(), honest.root())),
                Defect.failed("seals-of-blocks-apart", SEAL_MISMATCH, forge -> {
                    forge.batch = honest -> new BatchEntry(honest.operator(), 3, honest.count(), honest.root());
                    forge.seal = honest -> new SealEntry(3, honest.previous(), honest.operators(), honest.reveal(), honest.next());
                }),
                Defect.failed("operators-entry-of-the-same-block", SEAL_MISMATCH, forge -> forge.operatorsList = honest -> new OperatorsList(2, honest.operators())));
    }

    private static List<Defect> batches() {
        return List.of(
                Defect.failed("slot-of-another-request", LEAF_NOT_IN_BATCH, forge -> forge.pair = honest ->
                        Bytes.concat(Slot.of(forge.digest("ground")).bytes(), honest.slice(Slot.LENGTH, honest.length()))),
                Defect.failed("leaf-of-another-statement", LEAF_NOT_IN_BATCH, forge -> forge.pair = honest ->
                        Bytes.concat(honest.slice(0, Slot.LENGTH), forge.digest("another").bytes())),
                Defect.failed("leaf-at-another-place", LEAF_NOT_IN_BATCH, forge -> forge.inclusion = honest -> place(honest, 0, honest.batch().leafHashes())),
                Defect.failed("leaf-path-too-long", LEAF_NOT_IN_BATCH, forge -> forge.inclusion = honest -> place(honest, 1, append(honest.batch().leafHashes()))),
                Defect.failed("leaf-path-too-short", LEAF_NOT_IN_BATCH, forge -> forge.inclusion = honest -> place(honest, 1, honest.batch().leafHashes().subList(0, 1))),
                Defect.failed("batch-of-another-operator", BATCH_OPERATOR_MISMATCH, forge -> forge.batch = honest ->
                        new BatchEntry(forge.operators().key(2).publicKey().id(), honest.height(), honest.count(), honest.root())),
                Defect.failed("statement-from-after-its-block", STATEMENT_STALE, forge -> forge.statement = honest -> GoodReceipts.at(honest, 3)),
                Defect.failed("request-from-after-its-block", REQUEST_STALE, forge -> forge.statement = honest -> GoodReceipts.asked(honest, 3)),
                Defect.failed("request-of-10000-blocks-ago", REQUEST_STALE, forge -> {
                    forge.statement = honest -> GoodReceipts.at(GoodReceipts.asked(honest, 0), 9_999);
                    GoodReceipts.heights(forge, 10_000);
                }),
                Defect.failed("statement-of-10000-blocks-ago", STATEMENT_STALE, forge -> {
                    forge.statement = honest -> GoodReceipts.at(honest, 0);
                    GoodReceipts.heights(forge, 10_000);
                }));
    }

    private static List<Defect> lists() {
        return List.of(
                Defect.failed("list-that-is-not-the-logged-one", OPERATORS_LIST_MISMATCH, forge -> forge.collateral = honest -> honest.replaceFirst("\"stake\":[0-9]*", "\"stake\":1")),
                Defect.failed("list-in-another-spelling", OPERATORS_LIST_MISMATCH, forge -> {
                    forge.collateral = honest -> honest + " ";
                    forge.operatorsEntry = honest -> new OperatorsEntry(
                            honest.height(), honest.count(), Sha256.of(forge.operators().list(1).encode(), Bytes.ofUtf8(" ")));
                }),
                Defect.failed("list-of-another-count", OPERATORS_LIST_MISMATCH, forge -> forge.operatorsEntry = honest -> new OperatorsEntry(honest.height(), honest.count() + 1, honest.digest())),
                Defect.failed("list-of-another-height", OPERATORS_LIST_MISMATCH, forge -> forge.operatorsEntry = honest -> new OperatorsEntry(0, honest.count(), honest.digest())),
                Defect.failed("list-with-a-key-of-another-id", OPERATORS_LIST_MISMATCH, forge -> forge.operatorsList = honest -> change(
                        honest, (operator, i) -> i == 4 ? new ListedOperator(operator.id(), operator.owner(), ForgedOperators.secret("stranger").publicKey(), true, 1) : operator)),
                Defect.failed("operator-that-is-not-listed", OPERATOR_UNKNOWN, forge -> {
                    forge.drawn = 0;
                    forge.operatorsList = honest -> new OperatorsList(
                            honest.height(),
                            honest.operators().stream()
                                    .filter(operator -> !operator.id().equals(forge.operators().executor().publicKey().id()))
                                    .toList());
                }));
    }

    private interface Change {
        ListedOperator of(ListedOperator operator, int index);
    }

    private static OperatorsList change(OperatorsList list, Change change) {
        List<ListedOperator> operators = new ArrayList<>();
        for (int i = 0; i < list.operators().size(); i++) {
            operators.add(change.of(list.operators().get(i), i));
        }
        return new OperatorsList(list.height(), operators);
    }

    private static List<Digest> append(List<Digest> hashes) {
        List<Digest> longer = new ArrayList<>(hashes);
        longer.add(new Digest(Bytes.wrap(new byte[Digest.LENGTH])));
        return longer;
    }

    private static Inclusion batch(Inclusion honest, UnaryOperator<LoggedEntry> change) {
        BatchInclusion batch = honest.batch();
        return new Inclusion(
                honest.checkpoint(),
                new BatchInclusion(change.apply(batch.entry()), batch.leafIndex(), batch.leafHashes()),
                honest.seal(),
                honest.previous(),
                honest.operators());
    }

    private static Inclusion place(Inclusion honest, int index, List<Digest> hashes) {
        BatchInclusion moved = new BatchInclusion(honest.batch().entry(), index, hashes);
        return new Inclusion(honest.checkpoint(), moved, honest.seal(), honest.previous(), honest.operators());
    }

    private static Inclusion with(Inclusion honest, LoggedEntry seal, LoggedEntry previous, LoggedEntry operators) {
        return new Inclusion(honest.checkpoint(), honest.batch(), seal, previous, operators);
    }
}
