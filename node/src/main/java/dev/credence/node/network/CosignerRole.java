package dev.credence.node.network;

import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.node.cosigner.Cosigner;
import dev.credence.node.cosigner.CosignerRoutes;
import dev.credence.node.http.HttpListener;
import dev.credence.node.store.DataDirectory;
import dev.credence.node.world.World;
import java.io.IOException;
import java.util.List;

/// A running cosigner.
public final class CosignerRole implements AutoCloseable {
    private static final String KEY = "cosigner";

    private final Cosigner cosigner;
    private final HttpListener listener;

    private CosignerRole(Cosigner cosigner, HttpListener listener) {
        this.cosigner = cosigner;
        this.listener = listener;
    }

    /// The key under which the cosigner of this directory signs; made at first use.
    public static PublicKey key(DataDirectory directory) throws IOException {
        return directory.key(KEY).publicKey();
    }

    /// @param name in its cosignatures
    /// @param logs the logs that it cosigns
    public static CosignerRole start(World world, DataDirectory directory, String name, List<NoteKey> logs, String host, int port)
            throws IOException {
        Cosigner cosigner = Cosigner.open(world, directory.resolve("cosigned.log"), name, directory.key(KEY), logs);
        try {
            return new CosignerRole(cosigner, HttpListener.start(host, port, CosignerRoutes.of(cosigner)));
        } catch (IOException failed) {
            cosigner.close();
            throw failed;
        }
    }

    public String url() {
        return listener.url();
    }

    public NoteKey key() {
        return cosigner.key();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cosigner.close();
    }
}
