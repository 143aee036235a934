package dev.credence.node.ledger;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.NoteSignature;
import dev.credence.foundation.note.SignedNote;
import dev.credence.node.cosigner.AddCheckpoint;
import dev.credence.node.cosigner.CosignerReply;
import dev.credence.node.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Brings checkpoints to their quorum: all cosigners are asked at once for one checkpoint, and when enough have signed it,
/// for the newest one then.
///
/// A round stays with its checkpoint until the quorum is there, so that cosigners of different speed meet; one that
/// takes longer than `ROUND_MILLIS` gives way to a newer checkpoint.
final class CosignerRounds {
    private static final long ROUND_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 250;

    /// Asks for the consistency proof between two sizes of the log.
    interface Proofs {
        List<Digest> consistency(long oldSize, long newSize);
    }

    /// A checkpoint under the log's signature and those of its cosigners.
    record Published(Checkpoint checkpoint, SignedNote note) {}

    private static final class Peer {
        final CosignerLink link;
        long knownSize;
        boolean busy;
        // Sizes that it named since it last signed.
        int corrections;
        String trouble = "";

        Peer(CosignerLink link) {
            this.link = link;
        }
    }

    private static final class Round {
        final Checkpoint checkpoint;
        final long startedMillis;
        final List<Peer> signed = new ArrayList<>();
        SignedNote note;
        boolean done;

        Round(Published offer, long startedMillis) {
            this.checkpoint = offer.checkpoint();
            this.note = offer.note();
            this.startedMillis = startedMillis;
        }
    }

    private final World world;
    private final Proofs proofs;
    private final int quorum;
    private final List<Peer> peers;
    private final Consumer<Published> onPublished;
    // Guarded by this.
    private Published latest;
    private Round round;
    private boolean closed;

    /// @param onPublished told of every checkpoint that reached its quorum, and again of one that got more signatures
    CosignerRounds(World world, Proofs proofs, List<CosignerLink> links, int quorum, Consumer<Published> onPublished) {
        this.world = world;
        this.proofs = proofs;
        this.quorum = quorum;
        this.peers = links.stream().map(Peer::new).toList();
        this.onPublished = onPublished;
    }

    /// Takes a new checkpoint of the log, larger than all before.
    void offer(Published offer) {
        synchronized (this) {
            latest = offer;
            goOn();
        }
    }

    synchronized void close() {
        closed = true;
    }

    /// One sentence for each cosigner that does not answer as it should.
    synchronized List<String> troubles() {
        return peers.stream()
                .filter(peer -> !peer.trouble.isEmpty())
                .map(peer -> peer.link.key().name() + ": " + peer.trouble)
                .toList();
    }

    private void goOn() {
        if (closed || latest == null) {
            return;
        }
        long now = world.clock().timeMillis();
        boolean newer = round == null || latest.checkpoint().size() > round.checkpoint.size();
        boolean free = round == null || round.done || now - round.startedMillis > ROUND_MILLIS;
        if (newer && free) {
            round = new Round(latest, now);
            publishIfQuorum();
        }
        for (Peer peer : peers) {
            boolean asked = peer.busy || round.signed.contains(peer) || peer.knownSize > round.checkpoint.size();
            if (!asked) {
                peer.busy = true;
                Round current = round;
                world.tasks().start("ask cosigner " + peer.link.key().name(), () -> ask(peer, current));
            }
        }
    }

    private void publishIfQuorum() {
        if (round.signed.size() >= quorum) {
            round.done = true;
            onPublished.accept(new Published(round.checkpoint, round.note));
        }
    }

    private void ask(Peer peer, Round asked) {
        String trouble = "";
        try {
            long known;
            synchronized (this) {
                known = peer.knownSize;
            }
            AddCheckpoint request = new AddCheckpoint(
                    known, proofs.consistency(known, asked.checkpoint.size()), logSignatureOnly(asked));
            CosignerReply reply = peer.link.sender().addCheckpoint(request.encode());
            trouble = take(peer, asked, reply);
        } catch (IOException failed) {
            trouble = failed.getMessage();
        }
        settle(peer, trouble);
    }

    private SignedNote logSignatureOnly(Round asked) {
        synchronized (this) {
            return new SignedNote(asked.note.text(), asked.note.signatures().subList(0, 1));
        }
    }

    // Returns what is wrong, or nothing.
    private String take(Peer peer, Round asked, CosignerReply reply) throws IOException {
        try {
            String text = reply.body().utf8();
            if (reply.status() == 409 && reply.contentType().startsWith("text/x.tlog.size")) {
                long size = AddCheckpoint.decimal("size", text.strip());
                return learnSize(peer, size);
            }
            if (reply.status() != 200) {
                return "it answered " + reply.status() + " " + text.strip();
            }
            for (String line : text.split("\n")) {
                NoteSignature signature = NoteSignature.parseLine(line);
                if (peer.link.key().verify(asked.checkpoint.text(), signature)) {
                    count(peer, asked, signature);
                    return "";
                }
            }
            return "it answered without a signature of its key";
        } catch (MalformedException malformed) {
            return "its answer is malformed: " + malformed.getMessage();
        }
    }

    private synchronized String learnSize(Peer peer, long size) {
        boolean lost = size > latest.checkpoint().size();
        boolean same = size == peer.knownSize;
        peer.knownSize = lost ? peer.knownSize : size;
        peer.corrections++;
        if (lost) {
            return "it has cosigned size " + size + ", but this log has only " + latest.checkpoint().size() + " entries";
        }
        if (same) {
            return "it refuses size " + size + ", which it names itself";
        }
        // Asked again at once, it could name one size after another for ever.
        return peer.corrections == 1 ? "" : "it names one size after another, last " + size;
    }

    private synchronized void count(Peer peer, Round asked, NoteSignature signature) {
        peer.knownSize = asked.checkpoint.size();
        peer.corrections = 0;
        asked.signed.add(peer);
        asked.note = asked.note.with(signature);
        if (asked == round) {
            publishIfQuorum();
        }
    }

    private synchronized void settle(Peer peer, String trouble) {
        peer.trouble = trouble == null ? "it cannot be reached" : trouble;
        if (peer.trouble.isEmpty()) {
            peer.busy = false;
            goOn();
            return;
        }
        world.tasks().after(RETRY_MILLIS, "retry cosigner", () -> {
            synchronized (this) {
                peer.busy = false;
                goOn();
            }
        });
    }
}
