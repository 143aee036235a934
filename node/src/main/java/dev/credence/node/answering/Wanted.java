package dev.credence.node.answering;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.appraisal.Policy.WaitFor;
import java.util.Optional;

/// What a caller wants besides the answer.
///
/// @param named   whether the caller gave a policy at all
/// @param waitFor until when the answer is held back
public record Wanted(Policy policy, boolean named, WaitFor waitFor) {
    /// Nothing but the signed receipt.
    public static final Wanted RECEIPT = new Wanted(Policy.DEFAULT, false, WaitFor.RECEIPT);

    /// @param header the header `Credence-Policy`
    /// @param inBody `credence.policy`
    /// @param wait   `credence.wait`
    /// @throws ApiException if a policy cannot be read, or two of them differ
    public static Wanted of(Optional<String> header, Optional<String> inBody, Optional<String> wait) throws ApiException {
        if (header.isPresent() && inBody.isPresent() && !header.equals(inBody)) {
            throw new ApiException(
                    Fault.MALFORMED, "expected one policy, found '" + header.get() + "' in the header and '" + inBody.get() + "' in the body");
        }
        Optional<String> text = header.or(() -> inBody);
        Policy policy = text.isPresent() ? parse(text.get()) : Policy.DEFAULT;
        Optional<WaitFor> waitFor = policy.waitFor();
        if (wait.isPresent()) {
            Optional<WaitFor> named = parse("wait=" + wait.get()).waitFor();
            if (waitFor.isPresent() && !waitFor.equals(named)) {
                throw new ApiException(Fault.MALFORMED, "expected one wait, found '" + wait.get() + "' beside the policy's");
            }
            waitFor = named;
        }
        return new Wanted(policy, text.isPresent(), waitFor.orElse(WaitFor.RECEIPT));
    }

    private static Policy parse(String text) throws ApiException {
        try {
            return Policy.parse(text);
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, "policy: " + malformed.getMessage(), malformed);
        }
    }
}
