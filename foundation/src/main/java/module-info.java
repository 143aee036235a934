/// Floor 0: bytes, encoding, hashes, Merkle trees, signatures and exact amounts. Knows nothing of models or receipts.
module dev.credence.foundation {
    requires org.bouncycastle.provider;

    exports dev.credence.foundation.amount;
    exports dev.credence.foundation.bytes;
    exports dev.credence.foundation.codec;
    exports dev.credence.foundation.hash;
    exports dev.credence.foundation.merkle;
    exports dev.credence.foundation.note;
    exports dev.credence.foundation.signature;
}
