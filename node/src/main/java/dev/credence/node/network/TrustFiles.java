package dev.credence.node.network;

import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.settlement.genesis.Genesis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a reader must believe of a network, from its genesis: the log's key and the quorum of its cosigners.
public final class TrustFiles {
    private static final String GROUP = "cosigners";

    private TrustFiles() {}

    public static TrustFile.OfNetwork of(Genesis genesis) {
        return new TrustFile.OfNetwork(
                genesis.network(),
                TrustFile.Environment.valueOf(genesis.environment().toUpperCase(Locale.ROOT)),
                TrustFile.Engine.EMBEDDED,
                genesis.digest(),
                policy(genesis));
    }

    /// The log's verifier key; its name is the origin.
    public static NoteKey logKey(Genesis genesis) {
        return new NoteKey(genesis.origin(), KeyKind.LOG, genesis.logKey());
    }

    private static TlogPolicy policy(Genesis genesis) {
        List<TlogPolicy.Cosigner> cosigners = new ArrayList<>();
        for (Genesis.GenesisCosigner cosigner : genesis.cosigners()) {
            NoteKey key = new NoteKey(cosigner.name(), KeyKind.COSIGNER, cosigner.key());
            cosigners.add(new TlogPolicy.Cosigner(cosigner.name(), key, Optional.empty()));
        }
        List<TlogPolicy.Group> groups = genesis.quorum() == 0
                ? List.of()
                : List.of(new TlogPolicy.Group(
                        GROUP, genesis.quorum(), cosigners.stream().map(TlogPolicy.Cosigner::name).toList()));
        return new TlogPolicy(
                List.of(new TlogPolicy.Log(logKey(genesis), Optional.empty())),
                cosigners,
                groups,
                groups.isEmpty() ? TlogPolicy.NONE : GROUP);
    }
}
