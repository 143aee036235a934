package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.request.Content;
import java.util.Optional;
import java.util.OptionalLong;

/// A request of the OpenAI API for text as sent: chat completions, completions, or responses (docs/spec/text.md 1, 2, 8).
///
/// A field that is not honoured is refused, by its name as the complaint's path. A member that is null is as good as absent, but for
/// what lies inside the content, which stays as it is.
///
/// @param content  as it is hashed; a request of the Responses API as the chat request that it is translated into
/// @param named    what the caller said of the parameters
/// @param delivery how the caller wants the answer
public record TextRequestBody(TextApi api, Content.Text content, NamedParameters named, Asked asked, TextDelivery delivery)
        implements RequestBody {
    public static final int BYTES_MAX = 4 << 20;

    @Override
    public Optional<String> model() {
        return Optional.of(named.model());
    }

    @Override
    public OptionalLong height() {
        return named.height();
    }

    /// Reads a request of whichever API has its members.
    public static TextRequestBody decode(Bytes body) throws MalformedException {
        return TextBodyReader.read(body);
    }

    /// Reads a request of one API and no other.
    public static TextRequestBody decode(TextApi api, Bytes body) throws MalformedException {
        TextRequestBody read = decode(body);
        if (read.api != api) {
            throw new MalformedException(read.api.member(), -1, "'" + api.member() + "'", "'" + read.api.member() + "'");
        }
        return read;
    }
}
