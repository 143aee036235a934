package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.cosigner.CosignerReply;
import dev.credence.node.world.Network;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A cosigner, as a ledger asks it (C2SP tlog-witness).
public final class CosignerClient {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final int REPLY_BYTES_MAX = 64 << 10;

    private final Network network;
    private final URI address;

    /// @param base to which `add-checkpoint` is appended
    public CosignerClient(Network network, URI base) {
        this.network = network;
        this.address = base.resolve("/add-checkpoint");
    }

    /// Sends one request and waits for the reply.
    ///
    /// @throws IOException if there is no reply
    public CosignerReply addCheckpoint(Bytes body) throws IOException {
        Map<String, String> headers = Map.of("Content-Type", "text/plain; charset=utf-8");
        Network.Reply reply =
                network.send(new Network.Call("POST", address, headers, body, TIME_LIMIT, REPLY_BYTES_MAX));
        String type = reply.headers().getOrDefault("content-type", List.of("")).getFirst();
        return new CosignerReply(reply.status(), type, reply.body());
    }
}
