package dev.credence.verification.received;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.receipt.request.TextAnswerRecord;
import java.util.Optional;

/// What an answer of text says, whichever form it came in.
///
/// @param model   what the body calls the model
/// @param receipt the receipt that the body names, 16 bytes
public record ReceivedText(TextAnswerRecord record, String model, Optional<Bytes> receipt) {
    public static final int BYTES_MAX = 64 << 20;

    static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 32, 2_000_000);

    /// Reads a whole body or a stream of events.
    public static ReceivedText decode(Bytes body) throws MalformedException {
        if (body.length() > BYTES_MAX) {
            throw new MalformedException("", -1, "a body of at most " + BYTES_MAX + " bytes", body.length() + "");
        }
        if (firstMark(body) != '{') {
            return EventAnswerReader.read(EventLines.read(body));
        }
        return WholeAnswerReader.read(IJson.parse(body, LIMITS));
    }

    private static int firstMark(Bytes body) {
        for (int i = 0; i < body.length(); i++) {
            int b = body.at(i);
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
        }
        return -1;
    }
}
