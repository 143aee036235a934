package dev.credence.settlement.transaction;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.Dsse;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.foundation.signature.SecretKey;
import java.util.ArrayList;
import java.util.List;

/// A transaction with its signatures, as it travels and as it stands in a block.
///
/// ```
/// transaction = u8 1 ‖ u8 kind ‖ u32 length ‖ payload ‖ u8 n ‖ n signatures of 64 bytes
/// signature   = Ed25519 over PAE(payload type of the kind, payload)
/// ```
///
/// @param bytes       as received; signatures are checked over these, never over a re-encoding
/// @param network     for which it was signed
/// @param transaction what is asked
/// @param signed      the PAE bytes under the signatures
/// @param signatures  one for each signer, in the signers' order
public record SignedTransaction(
        Bytes bytes, String network, Transaction transaction, Bytes signed, List<Bytes> signatures) {
    /// Holds a full batch; what is longer is refused before anything else is looked at.
    public static final int BYTES_MAX = 64 << 10;

    public SignedTransaction {
        signatures = List.copyOf(signatures);
    }

    /// Signs `transaction` for `network`.
    ///
    /// @param keys of `transaction.signers()`, in that order
    public static SignedTransaction sign(String network, Transaction transaction, SecretKey... keys) {
        List<PublicKey> signers = transaction.signers();
        if (keys.length != signers.size()) {
            throw new IllegalArgumentException(signers.size() + " keys sign this transaction, found " + keys.length);
        }
        TransactionCodec.Kind kind = TransactionCodec.Kind.of(transaction);
        Bytes payload = TransactionCodec.encode(network, transaction);
        Bytes signed = Dsse.pae(kind.payloadType, payload);
        ByteWriter writer = new ByteWriter()
                .u8(TransactionCodec.VERSION)
                .u8(kind.code)
                .sized(payload)
                .u8(keys.length);
        List<Bytes> signatures = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            if (!keys[i].publicKey().equals(signers.get(i))) {
                throw new IllegalArgumentException("key " + i + " is not that of the signer");
            }
            signatures.add(keys[i].sign(signed));
            writer.raw(signatures.getLast());
        }
        return new SignedTransaction(writer.toBytes(), network, transaction, signed, signatures);
    }

    /// Reads a transaction; its signatures are not yet checked.
    public static SignedTransaction decode(Bytes bytes) throws MalformedException {
        if (bytes.length() > BYTES_MAX) {
            throw new MalformedException("", -1, "at most " + BYTES_MAX + " bytes", bytes.length() + " bytes");
        }
        ByteReader reader = new ByteReader(bytes);
        int version = reader.u8("version");
        if (version != TransactionCodec.VERSION) {
            throw new MalformedException("version", 0, "version 1", String.valueOf(version));
        }
        TransactionCodec.Kind kind = TransactionCodec.Kind.decode(reader.u8("kind"), 1);
        Bytes payload = reader.sized("payload", BYTES_MAX);
        TransactionCodec.Payload decoded;
        try {
            decoded = TransactionCodec.decode(kind, payload);
        } catch (MalformedException malformed) {
            throw malformed.within("payload");
        }
        int at = reader.offset();
        int count = reader.u8("signatures");
        int expected = decoded.transaction().signers().size();
        if (count != expected) {
            throw new MalformedException("signatures", at, expected + " signatures", count + " signatures");
        }
        List<Bytes> signatures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            signatures.add(reader.raw("signatures[" + i + "]", Ed25519.SIGNATURE_LENGTH));
        }
        reader.end();
        Bytes signed = Dsse.pae(kind.payloadType, payload);
        return new SignedTransaction(bytes, decoded.network(), decoded.transaction(), signed, signatures);
    }

    /// Whether every signer has signed.
    public boolean isGenuine() {
        List<PublicKey> signers = transaction.signers();
        for (int i = 0; i < signers.size(); i++) {
            if (!Ed25519.verify(signers.get(i), signed, signatures.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// The transaction's name: SHA-256 of its bytes.
    public Digest id() {
        return Sha256.of(bytes);
    }
}
