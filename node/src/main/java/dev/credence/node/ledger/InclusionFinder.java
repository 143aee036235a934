package dev.credence.node.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.node.store.StoreException;
import dev.credence.receipt.entry.LogEntry;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.receipt.envelope.BatchInclusion;
import dev.credence.receipt.envelope.Inclusion;
import dev.credence.receipt.envelope.Logged;
import dev.credence.receipt.envelope.LoggedEntry;
import dev.credence.settlement.machine.Ledger;
import dev.credence.settlement.transaction.SlotLeaf;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Makes the inclusion of a receipt from what lies on disk (receipt.md 4).
final class InclusionFinder {
    private final Ledger ledger;
    private final LedgerStore store;

    InclusionFinder(Ledger ledger, LedgerStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    InclusionAnswer find(Optional<Digest> operator, Digest leaf, Optional<CosignerRounds.Published> published)
            throws IOException {
        Optional<LeafIndex.Place> place = place(operator, leaf);
        if (place.isEmpty()) {
            return new InclusionAnswer.Unknown();
        }
        long index = place.get().index();
        BlockRecord record = store.record(store.heightOf(index));
        List<SlotLeaf> pairs = record.batches().get((int) (index - record.firstIndex()));
        if (!pairs.get(place.get().position()).leaf().equals(leaf)) {
            return new InclusionAnswer.Unknown();
        }
        if (published.isEmpty() || published.get().checkpoint().size() <= record.sealIndex()) {
            return new InclusionAnswer.Pending();
        }
        return new InclusionAnswer.Found(record.height(), logged(place.get(), record, published.get()));
    }

    private Optional<LeafIndex.Place> place(Optional<Digest> operator, Digest leaf) {
        if (operator.isPresent()) {
            return store.place(operator.get(), leaf);
        }
        for (Digest candidate : store.state().operators().keySet()) {
            Optional<LeafIndex.Place> place = store.place(candidate, leaf);
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private Logged logged(LeafIndex.Place place, BlockRecord record, CosignerRounds.Published published)
            throws IOException {
        long size = published.checkpoint().size();
        SealEntry seal = (SealEntry) entry(record.entries().getLast());
        List<Digest> pairHashes = record.batches().get((int) (place.index() - record.firstIndex())).stream()
                .map(pair -> MerkleTree.leafHash(pair.encode()))
                .toList();
        BatchInclusion batch = new BatchInclusion(
                logged(place.index(), size),
                place.position(),
                MerkleTree.inclusion(pairHashes, place.position()));
        Inclusion inclusion = new Inclusion(
                published.note().format(),
                batch,
                logged(record.sealIndex(), size),
                logged(seal.previous(), size),
                logged(seal.operators(), size));
        return new Logged(inclusion, operatorsList(seal.operators()));
    }

    private LoggedEntry logged(long index, long size) throws IOException {
        LogEntry entry = entry(store.entries(index, 1).getFirst());
        return LoggedEntry.of(index, store.inclusion(index, size), entry);
    }

    private String operatorsList(long index) throws IOException {
        long height = store.heightOf(index);
        Bytes list = height == 0
                ? ledger.operators(ledger.genesisState()).encode()
                : store.record(height)
                        .operatorsList()
                        .orElseThrow(() -> new StoreException("block " + height + " holds no operators' list"));
        try {
            return list.utf8();
        } catch (MalformedException malformed) {
            throw new StoreException("the operators' list of block " + height + " is damaged");
        }
    }

    private static LogEntry entry(Bytes bytes) throws IOException {
        try {
            return LogEntry.decode(bytes);
        } catch (MalformedException malformed) {
            throw new StoreException("the block log holds an entry that is none: " + malformed.getMessage());
        }
    }
}
