package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Outgoing HTTP: one call, one whole reply, both bounded in size and time.
public interface Network {
    /// Sends `call` and waits for the whole reply; never follows a redirect.
    ///
    /// @throws IOException if the other side cannot be reached, breaks off, is too slow, or says more than allowed
    Reply send(Call call) throws IOException;

    /// Sends `call` and gives the reply as it comes; `call`'s time limit is for connecting and for each silence, its bound for `Stream.whole`.
    ///
    /// A world without streams of its own gives a reply that has come whole.
    default Stream open(Call call) throws IOException {
        return new WholeStream(send(call));
    }

    /// A reply of which the body is still coming. Closing it, from any thread, ends the exchange and whatever waits for it.
    interface Stream extends Closeable {
        int status();

        /// All that is left of the body.
        Bytes whole() throws IOException;

        /// The next line, without its end, or empty behind the last one.
        ///
        /// @throws IOException if it is longer than `bytesMax`, or the other side is silent for too long or breaks off
        Optional<Bytes> line(int bytesMax) throws IOException;

        @Override
        void close();
    }

    /// @param method        `GET`, `POST`, `PUT`, `DELETE` or `HEAD`
    /// @param headers       one value a name
    /// @param body          empty for none
    /// @param timeLimit     for the whole exchange
    /// @param replyBytesMax a longer reply is an error
    record Call(
            String method, URI uri, Map<String, String> headers, Bytes body, Duration timeLimit, int replyBytesMax) {
        public Call {
            headers = Map.copyOf(headers);
            if (replyBytesMax < 0) {
                throw new IllegalArgumentException("replyBytesMax is not negative, found " + replyBytesMax);
            }
        }
    }

    /// @param headers all values by name in lower case
    record Reply(int status, Map<String, List<String>> headers, Bytes body) {
        public Reply {
            headers = Map.copyOf(headers);
        }
    }
}
