package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.node.world.Network;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// One role at one address.
public record HttpPeer(Network network, URI base) {
    static final int REPLY_BYTES_MAX = 64 << 20;

    public Bytes get(String path, Duration timeLimit) throws IOException, RemoteException {
        return send("GET", path, Bytes.EMPTY, "", timeLimit);
    }

    Bytes post(String path, Bytes body, String contentType, Duration timeLimit) throws IOException, RemoteException {
        return send("POST", path, body, contentType, timeLimit);
    }

    Network.Stream open(String path, Bytes body, String contentType, Duration silence) throws IOException, RemoteException {
        Network.Stream stream = network.open(
                new Network.Call("POST", base.resolve(path), Map.of("Content-Type", contentType), body, silence, REPLY_BYTES_MAX));
        if (stream.status() >= 300) {
            try (stream) {
                throw RemoteException.of(stream.status(), stream.whole());
            }
        }
        return stream;
    }

    static Json json(Bytes body) throws MalformedException {
        return StrictJson.parse(body, JsonLimits.ofBytes(REPLY_BYTES_MAX));
    }

    private Bytes send(String method, String path, Bytes body, String contentType, Duration timeLimit)
            throws IOException, RemoteException {
        Map<String, String> headers = contentType.isEmpty() ? Map.of() : Map.of("Content-Type", contentType);
        Network.Reply reply =
                network.send(new Network.Call(method, base.resolve(path), headers, body, timeLimit, REPLY_BYTES_MAX));
        if (reply.status() >= 300) {
            throw RemoteException.of(reply.status(), reply.body());
        }
        return reply.body();
    }
}
