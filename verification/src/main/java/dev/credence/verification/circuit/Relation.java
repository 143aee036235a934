package dev.credence.verification.circuit;

import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.Rescale;
import java.util.List;
import java.util.Optional;

/// What an operation's result has to do with its operands, as equations over columns of the witness (docs/spec/proof.md 7.3 and 7.5).
public sealed interface Relation {
    /// The operation's number in the program.
    int op();

    /// Where its result lies; empty where that is the program's output, which is public.
    Optional<Column> result();

    /// The cells of its instance in the zero-check.
    Grid grid();

    /// The degree of its instance: eq times its equation.
    int degree();

    /// Requantisation, with its accumulator:
    ///
    /// ```
    /// left + zp·2^s + 2^(s−1) = (y + e·σ(y))·2^s + rem         e·(y − low)·(high − y) = 0
    /// e = Σ 256^i·e_i    rem = Σ 256^i·rem_i                   σ(y) = (2y − low − high)/(high − low)
    /// ```
    ///
    /// **Soundness**: y in the table of exactly [low, high] and limbs in [0, 255] determine y, e and rem from left, since both sides
    /// differ by less than 2^63 < p.
    ///
    /// @param source    the operation: anything but a `MaxPool`
    /// @param operands  types of what it reads, in its order
    /// @param excess    e_0, e_1, …
    /// @param remainder rem_0, rem_1, …
    record Rescaling(
            int op,
            IntegerOp source,
            List<IntegerTensor> operands,
            Grid grid,
            Rescale rescale,
            Optional<Column> result,
            List<Column> excess,
            List<Column> remainder)
            implements Relation {
        public Rescaling {
            operands = List.copyOf(operands);
            excess = List.copyOf(excess);
            remainder = List.copyOf(remainder);
        }

        /// zp·2^s + 2^(s−1): what the left side has besides the product.
        public long offset() {
            return ((long) rescale.zeroPoint() << rescale.shift()) + (1L << (rescale.shift() - 1));
        }

        /// The multiplier that stands in the program, or 1 where none stands between accumulator and left side.
        public int constant() {
            return source instanceof IntegerOp.AveragePool pool ? pool.multiplier() : 1;
        }

        @Override
        public int degree() {
            return 4;
        }

        /// The linear operation, if it is one.
        public Optional<IntegerOp.Linear> linear() {
            return source instanceof IntegerOp.Linear linear ? Optional.of(linear) : Optional.empty();
        }
    }

    /// Max-pooling over its nodes: d1 = z − a, d2 = z − b, both in [0, high − low], d1·d2 = 0.
    ///
    /// @param inner  values of the inner nodes
    /// @param first  d1 of all nodes
    /// @param second d2 of all nodes
    record Pooling(
            int op,
            IntegerOp.MaxPool source,
            IntegerRange range,
            PoolTree tree,
            Optional<Column> result,
            Column inner,
            Column first,
            Column second)
            implements Relation {
        /// The nodes, of which there must be at least one.
        @Override
        public Grid grid() {
            return Grid.line(tree.nodes());
        }

        @Override
        public int degree() {
            return 3;
        }

        /// Whether it takes part in the zero-check.
        public boolean hasNodes() {
            return tree.nodes() > 0;
        }
    }
}
