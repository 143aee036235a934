package dev.credence.operator.commit;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;

/// Who signs.
///
/// @param network the network's name, which stands in every statement
/// @param engine  name and version of the inference build
public record OperatorIdentity(SecretKey key, String network, String engine) {
    /// The operator's id: its key's own id.
    public Digest id() {
        return key.publicKey().id();
    }
}
