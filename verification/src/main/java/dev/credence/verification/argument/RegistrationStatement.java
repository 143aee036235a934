package dev.credence.verification.argument;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.proof.field.Extension;
import dev.credence.proof.gkr.Fraction;
import dev.credence.proof.soundness.Suite;
import java.util.function.BiConsumer;

/// What a registration proves, once for a model: every cell of the code W behind `code` is in [−128, 127].
///
/// @param program the program's canonical bytes, from which the number of cells follows
/// @param code    root of the code W
public record RegistrationStatement(Suite suite, Bytes program, Digest code) {
    /// The smallest value that a cell may have.
    public static final int LOWEST = -128;

    /// The number of values that a cell may have.
    public static final int VALUES = 256;

    /// Says everything that both sides absorb before the first message, in its order: label and data.
    public void absorbInto(BiConsumer<String, Bytes> transcript) {
        transcript.accept(ArgumentLabels.PROTOCOL, Bytes.ofUtf8(ArgumentLabels.REGISTRATION_PROTOCOL));
        transcript.accept(ArgumentLabels.SUITE, Bytes.ofUtf8(suite.id()));
        transcript.accept(ArgumentLabels.PROGRAM, program);
        transcript.accept(ArgumentLabels.CODE, code.bytes());
    }

    /// What W must be at the end of the fractional sum over the leaves (1, α − W(z)), (0, 1 − W(z)) behind the last cell:
    /// α·Ñ + (1 − Ñ) − D̃.
    ///
    /// @param leaf Ñ and D̃
    public static Extension weight(Extension alpha, Fraction leaf) {
        return alpha.times(leaf.numerator()).plus(Extension.ONE).minus(leaf.numerator()).minus(leaf.denominator());
    }
}
