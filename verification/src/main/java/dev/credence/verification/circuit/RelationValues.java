package dev.credence.verification.circuit;

import dev.credence.inference.integer.Rescale;
import dev.credence.proof.field.Extension;

/// What the tables of a relation are at one point, in the zero-check's end.
public sealed interface RelationValues {
    /// What must vanish in every cell of `relation`, which is the one that these values are of.
    default Extension residual(Relation relation, Extension lambda) {
        return switch (relation) {
            case Relation.Rescaling rescaling -> ((Rescaling) this).residual(rescaling, lambda);
            case Relation.Pooling _ -> ((Pooling) this).residual();
        };
    }

    /// @param accumulator for `Linear` and `AveragePool` before, for `Add` and `Requantise` after the multiplier
    /// @param multiplier  for `Linear` that of the channels; else the program's constant, 1 where there is none
    /// @param result      y
    /// @param excess      e = Σ 256^i·e_i
    /// @param remainder   rem = Σ 256^i·rem_i
    record Rescaling(Extension accumulator, Extension multiplier, Extension result, Extension excess, Extension remainder)
            implements RelationValues {
        /// What must vanish in every cell of the output.
        ///
        /// ```
        /// acc·M + zp·2^s + 2^(s−1) − (y + e·σ(y))·2^s − rem + λ·e·(y − low)·(high − y)
        /// ```
        public Extension residual(Relation.Rescaling relation, Extension lambda) {
            Rescale rescale = relation.rescale();
            Extension low = Extension.ofSigned(rescale.range().low());
            Extension high = Extension.ofSigned(rescale.range().high());
            Extension sign = result.plus(result).minus(low).minus(high).times(high.minus(low).inverse());
            Extension rounded = result.plus(excess.times(sign)).timesBase(1L << rescale.shift());
            Extension outside = excess.times(result.minus(low)).times(high.minus(result));
            return accumulator
                    .times(multiplier)
                    .plus(Extension.ofSigned(relation.offset()))
                    .minus(rounded)
                    .minus(remainder)
                    .plus(lambda.times(outside));
        }
    }

    /// @param first  d1
    /// @param second d2
    record Pooling(Extension first, Extension second) implements RelationValues {
        /// What must vanish at every node.
        public Extension residual() {
            return first.times(second);
        }
    }
}
