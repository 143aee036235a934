package dev.credence.verification.replay;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The draw of the operators who re-execute (docs/spec/receipt.md 3.5): gateways and operators perform it, verifiers
/// repeat it.
///
/// The owners drawn for k are the first k of those drawn for any larger number, so asking for fewer picks nobody new.
public final class Draw {
    private static final TaggedHash PLACE = TaggedHash.of("credence/draw/place/v1");

    private Draw() {}

    /// For which statement, and from what chance.
    ///
    /// @param beacon the reveal of the seal that closes the batch's block
    /// @param leaf   the statement's leaf
    public record Lot(Digest beacon, Digest leaf) {
        /// draw_i, the key of place `index` (docs/spec/receipt.md 3.6).
        ///
        /// It is the operator's own: whoever else is made to execute the request, under whatever draw, never computes what
        /// this operator has to sign.
        ///
        /// @param operator id of the operator drawn there
        public Digest placeKey(int index, Digest operator) {
            return PLACE.digest(
                    beacon.bytes(), leaf.bytes(), new ByteWriter().u32(index).toBytes(), operator.bytes());
        }
    }

    /// How many owners can be drawn: those with an active operator, the executor's own left out.
    ///
    /// @param operators the list in force before the batch's block
    public static int owners(OperatorsList operators, Digest executor) {
        return candidates(operators, executor).size();
    }

    /// One operator of each of `drawn` owners, in the order of their places; empty where there are fewer owners.
    ///
    /// @param operators the list in force before the batch's block
    /// @param executor  id of the operator that signed the statement
    /// @param drawn     k, at least 1
    public static Optional<List<ListedOperator>> draw(Lot lot, OperatorsList operators, Digest executor, int drawn) {
        if (drawn < 1) {
            throw new IllegalArgumentException("at least one owner is drawn, found " + drawn);
        }
        List<List<ListedOperator>> owners = new ArrayList<>(candidates(operators, executor));
        int n = owners.size();
        if (drawn > n) {
            return Optional.empty();
        }
        DrawStream stream = new DrawStream(lot);
        for (int i = 0; i < drawn; i++) {
            int j = i + stream.below(n - i);
            List<ListedOperator> swapped = owners.get(i);
            owners.set(i, owners.get(j));
            owners.set(j, swapped);
        }
        List<ListedOperator> operatorsDrawn = new ArrayList<>(drawn);
        for (int i = 0; i < drawn; i++) {
            List<ListedOperator> own = owners.get(i);
            operatorsDrawn.add(own.get(stream.below(own.size())));
        }
        return Optional.of(List.copyOf(operatorsDrawn));
    }

    // Active operators by owner, owners and operators sorted by bytes.
    private static List<List<ListedOperator>> candidates(OperatorsList operators, Digest executor) {
        Optional<Digest> own = operators.find(executor).map(ListedOperator::owner);
        TreeMap<Digest, List<ListedOperator>> byOwner = new TreeMap<>();
        // The list is sorted by id, and so is therefore each owner's part of it.
        for (ListedOperator operator : operators.operators()) {
            if (operator.active() && !own.equals(Optional.of(operator.owner()))) {
                byOwner.computeIfAbsent(operator.owner(), _ -> new ArrayList<>()).add(operator);
            }
        }
        return List.copyOf(byOwner.values());
    }
}
