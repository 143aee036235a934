package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.verification.received.ReceivedText;
import java.util.Optional;

/// An answer of the OpenAI API as received: a chat completion, a completion or a response, whole or as a stream of events
/// (docs/spec/text.md 5.3, 5.4, 8).
///
/// @param model   what the body calls the model
/// @param receipt the receipt that the body names, 16 bytes
public record TextAnswerBody(TextAnswerRecord record, String model, Optional<Bytes> receipt) implements AnswerBody {
    public static final int BYTES_MAX = ReceivedText.BYTES_MAX;

    public static TextAnswerBody decode(Bytes body) throws MalformedException {
        ReceivedText read = ReceivedText.decode(body);
        return new TextAnswerBody(read.record(), read.model(), read.receipt());
    }
}
