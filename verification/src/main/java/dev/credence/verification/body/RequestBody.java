package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TextParameters;
import java.util.Optional;
import java.util.OptionalLong;

/// An API's request as sent (docs/spec/receipt.md 1.4).
public sealed interface RequestBody permits TensorRequestBody, TextRequestBody {
    /// What the caller asked of the gateway; part of no digest.
    Asked asked();

    /// What the caller asked of the gateway; part of no digest.
    record Asked(Optional<String> policy, Optional<String> waitFor) {
        static final int POLICY_CHARS_MAX = 1024;
        static final int WAIT_CHARS_MAX = 16;
    }

    /// What is asked, as digests keep it.
    Content content();

    /// What the body calls the model, where it does.
    Optional<String> model();

    /// The ledger's height as the caller knew it: the answer is logged there or within 10,000 blocks.
    OptionalLong height();

    /// Reads the kind of request that such parameters belong to.
    static RequestBody decode(Bytes body, Parameters executed) throws MalformedException {
        return switch (executed) {
            case TensorParameters _ -> TensorRequestBody.decode(body);
            case TextParameters _ -> TextRequestBody.decode(body);
        };
    }
}
