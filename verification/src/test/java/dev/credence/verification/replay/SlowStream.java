package dev.credence.verification.replay;

import dev.credence.foundation.bytes.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The draw's stream as docs/spec/receipt.md 3.5 words it, from SHA-256 up; judges `DrawStream`.
final class SlowStream {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
    private static final String TAG = "credence/draw/v1";

    private final Draw.Lot lot;
    private int counter;

    SlowStream(Draw.Lot lot) {
        this.lot = lot;
    }

    long below(long bound) {
        BigInteger m = new BigInteger(Long.toUnsignedString(bound));
        BigInteger limit = TWO_64.subtract(TWO_64.mod(m));
        BigInteger u = next();
        while (u.compareTo(limit) >= 0) {
            u = next();
        }
        return u.mod(m).longValue();
    }

    private BigInteger next() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) TAG.length());
            sha256.update(TAG.getBytes(StandardCharsets.US_ASCII));
            sha256.update(Bytes.concat(lot.beacon().bytes(), lot.leaf().bytes()).toArray());
            sha256.update(ByteBuffer.allocate(4).putInt(0, counter++));
            return new BigInteger(1, sha256.digest()).shiftRight(192);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
