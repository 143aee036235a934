package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.request.AnswerRecord;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TextParameters;
import java.util.Optional;

/// An API's answer as received (docs/spec/receipt.md 1.4).
public sealed interface AnswerBody permits TensorAnswerBody, TextAnswerBody {
    /// What the answer digest is of.
    AnswerRecord record();

    /// What the body calls the model.
    String model();

    /// The receipt that the body names, 16 bytes.
    Optional<Bytes> receipt();

    /// Reads the kind of answer that such parameters belong to.
    static AnswerBody decode(Bytes body, Parameters executed) throws MalformedException {
        return switch (executed) {
            case TensorParameters _ -> TensorAnswerBody.decode(body);
            case TextParameters _ -> TextAnswerBody.decode(body);
        };
    }
}
