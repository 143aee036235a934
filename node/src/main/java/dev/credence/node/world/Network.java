package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Outgoing HTTP: one call, one whole reply, both bounded in size and time.
public interface Network {
    /// Sends `call` and waits for the whole reply; never follows a redirect.
    ///
    /// @throws IOException if the other side cannot be reached, breaks off, is too slow, or says more than allowed
    Reply send(Call call) throws IOException;

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
