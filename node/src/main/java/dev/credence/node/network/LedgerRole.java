package dev.credence.node.network;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.node.exchange.CosignerClient;
import dev.credence.node.http.HttpListener;
import dev.credence.node.ledger.CosignerLink;
import dev.credence.node.ledger.LedgerIdentity;
import dev.credence.node.ledger.LedgerRoutes;
import dev.credence.node.ledger.LedgerService;
import dev.credence.node.ledger.LedgerSettings;
import dev.credence.node.ledger.SealSecrets;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.DataDirectory;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.World;
import dev.credence.settlement.genesis.Genesis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A running ledger.
public final class LedgerRole implements AutoCloseable {
    private static final String LOG_KEY = "log";
    private static final String SEALS = "seals";
    private static final String GENESIS = "genesis.json";
    private static final int GENESIS_BYTES_MAX = 2 << 20;

    private final LedgerService service;
    private final HttpListener listener;

    private LedgerRole(LedgerService service, HttpListener listener) {
        this.service = service;
        this.listener = listener;
    }

    /// What a network is founded on.
    ///
    /// @param faucet micro-credits that an account may ask for once
    public record Founding(String name, String environment, long faucet, List<Genesis.GenesisCosigner> cosigners, int quorum) {
        public Founding {
            cosigners = List.copyOf(cosigners);
        }
    }

    /// The genesis of this directory's network; founded now if there is none yet.
    public static Genesis genesis(World world, DataDirectory directory, Founding founding) throws IOException {
        Path file = directory.resolve(GENESIS);
        if (!world.disk().exists(file)) {
            Genesis founded = new Genesis(
                    founding.name(),
                    founding.environment(),
                    founding.faucet(),
                    List.of(),
                    directory.key(LOG_KEY).publicKey(),
                    founding.cosigners(),
                    founding.quorum(),
                    seals(directory).commitment(1),
                    world.clock().timeMillis());
            AtomicFile.write(world.disk(), file, founded.encode());
        }
        try {
            Genesis genesis = Genesis.decode(AtomicFile.read(world.disk(), file, GENESIS_BYTES_MAX));
            if (!genesis.cosigners().equals(founding.cosigners()) || genesis.quorum() != founding.quorum()) {
                throw new StoreException(file + " names other cosigners than the settings; a network's cosigners cannot change");
            }
            return genesis;
        } catch (MalformedException damaged) {
            throw new StoreException(file + " is damaged: " + damaged.getMessage());
        }
    }

    /// @param cosigners where each cosigner of the genesis can be reached, by name
    public static LedgerRole start(
            World world, DataDirectory directory, Genesis genesis, Map<String, URI> cosigners, String host, int port)
            throws IOException {
        List<CosignerLink> links = genesis.cosigners().stream()
                .filter(cosigner -> cosigners.containsKey(cosigner.name()))
                .map(cosigner -> new CosignerLink(
                        new NoteKey(cosigner.name(), KeyKind.COSIGNER, cosigner.key()),
                        new CosignerClient(world.network(), cosigners.get(cosigner.name()))::addCheckpoint))
                .toList();
        LedgerIdentity identity = new LedgerIdentity(genesis, directory.key(LOG_KEY), seals(directory));
        LedgerService service = LedgerService.open(world, LedgerSettings.DEFAULT, identity, directory.resolve("chain"), links);
        try {
            return new LedgerRole(service, HttpListener.start(host, port, LedgerRoutes.of(service)));
        } catch (IOException failed) {
            service.close();
            throw failed;
        }
    }

    private static SealSecrets seals(DataDirectory directory) throws IOException {
        return new SealSecrets(directory.secret(SEALS));
    }

    public String url() {
        return listener.url();
    }

    public LedgerService service() {
        return service;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        service.close();
    }
}
