package dev.credence.operator.replay;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.evidence.ReplayMessages;
import java.util.List;

/// What a statement's place in the log decides about its replay.
///
/// **Obligation**: whoever makes one has verified the inclusion and repeated the draw.
///
/// @param leaf     the statement's leaf
/// @param beacon   the reveal of the seal that closed its block
/// @param executor who signed the batch
/// @param places   who is drawn, in the order of the draw
public record LoggedDraw(Digest leaf, Digest beacon, ListedOperator executor, List<ListedOperator> places) {
    private static final TaggedHash PLACE = TaggedHash.of("credence/draw/place/v1");

    public LoggedDraw {
        places = List.copyOf(places);
    }

    /// The place of an operator, or −1 if it is not drawn.
    public int placeOf(Digest operator) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).id().equals(operator)) {
                return i;
            }
        }
        return -1;
    }

    /// draw_i: the key of place `i` (docs/spec/receipt.md 3.6).
    public Digest key(int i) {
        return PLACE.digest(beacon.bytes(), leaf.bytes(), new ByteWriter().u32(i).toBytes());
    }

    /// Place `i` as signed messages name it.
    public ReplayMessages.Place message(int i) {
        return new ReplayMessages.Place(leaf, beacon, i, places.get(i).id());
    }
}
