package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.world.Network;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// An operator's answer while it comes. Closing it, from any thread, breaks the operator's work off.
public final class GenerateStream implements Closeable {
    private static final Bytes DATA = Bytes.ofUtf8("data: ");
    private static final JsonLimits LIMITS = new JsonLimits(GenerateEvent.BYTES_MAX, 128, GenerateEvent.BYTES_MAX);
    private static final int ERROR_STATUS = 502;

    private final Network.Stream stream;

    GenerateStream(Network.Stream stream) {
        this.stream = stream;
    }

    /// The next event, or empty where the stream ends: behind `Done`, or because the operator broke off.
    ///
    /// @throws RemoteException where the operator says that there will be no answer
    public Optional<GenerateEvent> next() throws IOException, RemoteException, MalformedException {
        for (Optional<Bytes> line = line(); line.isPresent(); line = line()) {
            Bytes bytes = line.get();
            // Empty lines between events, and comments that keep the connection alive.
            if (bytes.length() > DATA.length() && bytes.slice(0, DATA.length()).equals(DATA)) {
                return Optional.of(event(bytes.slice(DATA.length(), bytes.length())));
            }
        }
        return Optional.empty();
    }

    private Optional<Bytes> line() throws IOException {
        return stream.line(GenerateEvent.BYTES_MAX);
    }

    private static GenerateEvent event(Bytes data) throws RemoteException, MalformedException {
        Json json = IJson.parse(data, LIMITS);
        if (json instanceof JsonObject object && object.has("error")) {
            throw RemoteException.of(ERROR_STATUS, data);
        }
        return GenerateEvent.read(json);
    }

    @Override
    public void close() {
        stream.close();
    }
}
