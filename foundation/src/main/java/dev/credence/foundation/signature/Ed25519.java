package dev.credence.foundation.signature;

import dev.credence.foundation.bytes.Bytes;
import java.util.Set;

/// Verification of Ed25519 signatures: strict checks of our own, then the cofactored equation of RFC 8032 section 5.1.7.
///
/// ```
/// [8][S]B = [8]R + [8][k]A      k = SHA-512(R ‖ A ‖ M) mod L
/// ```
///
/// Refused before the equation is looked at: S ≥ L; A or R that is no canonical encoding (y ≥ p, or the sign bit on
/// x = 0); A or R of small order (one of the eight torsion points). After these checks the only class on which the
/// libraries of the world still differ is A or R of mixed order, which the cofactored equation accepts.
public final class Ed25519 {
    public static final int SIGNATURE_LENGTH = 64;

    // p = 2^255 - 19 and L = 2^252 + 27742317777372353535851937790883648493, little-endian.
    private static final Bytes P = hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    private static final Bytes L = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    private static final Bytes ONE = hex("0100000000000000000000000000000000000000000000000000000000000000");
    private static final Bytes MINUS_ONE = hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    // The canonical encodings of the torsion points: orders 1, 2, 4, 4, 8, 8, 8, 8.
    private static final Set<Bytes> SMALL_ORDER = Set.of(
            ONE,
            MINUS_ONE,
            hex("0000000000000000000000000000000000000000000000000000000000000000"),
            hex("0000000000000000000000000000000000000000000000000000000000000080"),
            hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
            hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
            hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
            hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"));

    private Ed25519() {}

    /// Whether `signature` is a signature of `message` under `key`; false for malformed input of every kind.
    public static boolean verify(PublicKey key, Bytes message, Bytes signature) {
        return judge(key, message, signature) == Ed25519Verdict.VALID;
    }

    /// Whether the key generates the subgroup of prime order: [L]A is the identity and A is not.
    ///
    /// Verification does not ask this, so that it stays one equation; a registry may, since only on keys of mixed order
    /// do other libraries differ from `verify`.
    public static boolean isOfPrimeOrder(PublicKey key) {
        return org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(key.raw().toArray(), 0);
    }

    static Ed25519Verdict judge(PublicKey key, Bytes message, Bytes signature) {
        if (signature.length() != SIGNATURE_LENGTH) {
            return Ed25519Verdict.SIGNATURE_LENGTH;
        }
        Bytes r = signature.slice(0, 32);
        if (!below(signature.slice(32, 64), L)) {
            return Ed25519Verdict.S_OUT_OF_RANGE;
        }
        if (!isCanonical(key.raw())) {
            return Ed25519Verdict.KEY_NOT_CANONICAL;
        }
        if (SMALL_ORDER.contains(key.raw())) {
            return Ed25519Verdict.KEY_SMALL_ORDER;
        }
        if (!isCanonical(r)) {
            return Ed25519Verdict.R_NOT_CANONICAL;
        }
        if (SMALL_ORDER.contains(r)) {
            return Ed25519Verdict.R_SMALL_ORDER;
        }
        return equation(key.raw().toArray(), message.toArray(), signature.toArray());
    }

    private static Ed25519Verdict equation(byte[] key, byte[] message, byte[] signature) {
        if (org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, key, 0, message, 0, message.length)) {
            return Ed25519Verdict.VALID;
        }
        // Only a refusal pays for finding out which of its causes it was.
        if (!org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartial(key, 0)) {
            return Ed25519Verdict.KEY_NOT_ON_CURVE;
        }
        return org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartial(signature, 0)
                ? Ed25519Verdict.EQUATION
                : Ed25519Verdict.R_NOT_ON_CURVE;
    }

    // x = 0 only where y = 1 or y = -1, whose encodings with the sign bit are second spellings.
    private static boolean isCanonical(Bytes point) {
        byte[] y = point.toArray();
        y[31] &= 0x7f;
        Bytes unsigned = Bytes.wrap(y);
        return below(unsigned, P) && (point.equals(unsigned) || !unsigned.equals(ONE) && !unsigned.equals(MINUS_ONE));
    }

    private static boolean below(Bytes littleEndian, Bytes bound) {
        for (int i = 31; i >= 0; i--) {
            int difference = littleEndian.at(i) - bound.at(i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static Bytes hex(String text) {
        return Bytes.wrap(java.util.HexFormat.of().parseHex(text));
    }
}
