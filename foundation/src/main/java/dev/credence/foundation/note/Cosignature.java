package dev.credence.foundation.note;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.foundation.signature.SecretKey;

/// A cosigner's timed signature of a checkpoint (C2SP tlog-cosignature, version 1, Ed25519).
///
/// ```
/// message = "cosignature/v1\n" ‖ "time " seconds "\n" ‖ checkpoint text
/// bytes   = u64 seconds ‖ Ed25519(message)
/// ```
///
/// It says: at that time this was the largest tree of this log that the cosigner had seen, and it extends all that it had
/// seen before.
///
/// @param timeSeconds POSIX time, not negative
/// @param signature   64 bytes
public record Cosignature(long timeSeconds, Bytes signature) {
    private static final int BYTES = Long.BYTES + Ed25519.SIGNATURE_LENGTH;

    public Cosignature {
        if (timeSeconds < 0) {
            throw new IllegalArgumentException("a time is below 2^63, found " + Long.toUnsignedString(timeSeconds));
        }
        if (signature.length() != Ed25519.SIGNATURE_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes, found " + signature.length());
        }
    }

    /// Reads the bytes of a signature line.
    public static Cosignature decode(Bytes bytes) throws MalformedException {
        if (bytes.length() != BYTES) {
            throw new MalformedException("cosignature", -1, BYTES + " bytes", bytes.length() + " bytes");
        }
        ByteReader reader = new ByteReader(bytes);
        long time = reader.u64("time");
        if (time < 0) {
            throw new MalformedException("time", 0, "a time below 2^63", Long.toUnsignedString(time));
        }
        return new Cosignature(time, reader.raw("signature", Ed25519.SIGNATURE_LENGTH));
    }

    /// The bytes of a signature line.
    public Bytes encode() {
        return new ByteWriter().u64(timeSeconds).raw(signature).toBytes();
    }

    /// Cosigns the checkpoint text `text` under the key (`name`, `secret`).
    ///
    /// **Obligation**: the cosigner has verified that the checkpoint extends the last one that it signed for this log, and
    /// has made this one durable; one key serves one cosigner, since the message does not hold its name.
    public static NoteSignature sign(String name, SecretKey secret, long timeSeconds, Checkpoint checkpoint) {
        NoteKey key = new NoteKey(name, KeyKind.COSIGNER, secret.publicKey());
        Cosignature signed = new Cosignature(timeSeconds, secret.sign(message(timeSeconds, checkpoint.text())));
        return new NoteSignature(name, key.id(), signed.encode());
    }

    static boolean verify(PublicKey key, String text, NoteSignature line) {
        try {
            Cosignature cosignature = decode(line.bytes());
            return Ed25519.verify(key, message(cosignature.timeSeconds, text), cosignature.signature);
        } catch (MalformedException _) {
            return false;
        }
    }

    private static Bytes message(long timeSeconds, String text) {
        return Bytes.ofUtf8("cosignature/v1\ntime " + timeSeconds + "\n" + text);
    }
}
