package dev.credence.node.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.note.NoteKey;
import dev.credence.node.cosigner.CosignerReply;
import java.io.IOException;

/// A way to one cosigner; the transport is plugged in.
///
/// @param key    under which it cosigns
/// @param sender sends the body of add-checkpoint, within a time limit of its own
public record CosignerLink(NoteKey key, Sender sender) {
    /// Sends one request and waits for the reply; may block.
    @FunctionalInterface
    public interface Sender {
        /// @throws IOException if there is no reply
        CosignerReply addCheckpoint(Bytes body) throws IOException;
    }
}
