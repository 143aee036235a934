package dev.credence.foundation.signature;

import dev.credence.foundation.bytes.Bytes;

/// The pre-authentication encoding of DSSE (secure-systems-lab/dsse, protocol.md, version 1.0.0).
///
/// ```
/// PAE(type, body) = "DSSEv1" SP len(type) SP type SP len(body) SP body     lengths in ASCII decimal
/// ```
///
/// Everything that Credence signs outside checkpoints is signed under this encoding with a payload type of its own, so
/// that a signature made for one purpose is none for another.
public final class Dsse {
    private Dsse() {}

    public static Bytes pae(String payloadType, Bytes payload) {
        Bytes type = Bytes.ofUtf8(payloadType);
        return Bytes.concat(
                Bytes.ofUtf8("DSSEv1 " + type.length() + " "),
                type,
                Bytes.ofUtf8(" " + payload.length() + " "),
                payload);
    }
}
