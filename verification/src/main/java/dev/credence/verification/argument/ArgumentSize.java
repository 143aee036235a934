package dev.credence.verification.argument;

import dev.credence.foundation.hash.Digest;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.commitment.OpeningPlan;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.MatrixRelation;
import dev.credence.verification.circuit.Relation;
import java.util.List;

/// How large an argument is and how much a verifier hashes for it: a function of suite and program, from the schedule of docs/spec/proof.md 7.9
/// and 5.6.
///
/// Two proofs of one program differ in length, by what the drawn columns have in common: `fixedBytes` is what every proof has, `bytesMax`
/// and `hashesMax` are reached when the columns lie as far apart as they can.
///
/// @param fixedBytes all but opened columns and their paths
/// @param bytesMax   of a whole proof
/// @param hashesMax  hashes of opened columns and of nodes above them
public record ArgumentSize(long fixedBytes, long bytesMax, long hashesMax) {
    private static final int ELEMENT = 16;
    private static final int LIMB = 8;
    private static final int NONCE = 8;
    private static final int ZERO_CHECK_DEGREE = 4;
    private static final int PRODUCT_DEGREE = 2;

    public static ArgumentSize of(Suite suite, Circuit circuit) {
        List<CommitmentShape> opened = List.of(
                CommitmentShape.ofCode(suite, circuit.code().cells()), CommitmentShape.ofWitness(suite, circuit.witness().cells()));
        OpeningPlan plan = OpeningPlan.of(suite, opened);
        long fixed = Digest.LENGTH + NONCE + ELEMENT * elements(circuit);
        long columns = 0;
        long hashes = 0;
        List<CommitmentShape> queried = opened;
        for (int phase = 0; phase <= plan.levels().size(); phase++) {
            fixed += NONCE;
            for (CommitmentShape shape : queried) {
                Columns most = Columns.most(shape, suite.queries(shape.rateLog()));
                columns += most.bytes();
                hashes += most.hashes();
            }
            if (phase < plan.levels().size()) {
                CommitmentShape level = plan.levels().get(phase);
                fixed += Digest.LENGTH + (long) ELEMENT * PRODUCT_DEGREE * level.rowsLog();
                queried = List.of(level);
            }
        }
        for (CommitmentShape left : queried) {
            fixed += (long) ELEMENT << left.columnsLog(); // in clear
        }
        return new ArgumentSize(fixed, fixed + columns, hashes);
    }

    // Elements of F before the opening.
    private static long elements(Circuit circuit) {
        long lookups = circuit.witness().variables();
        long sum = 2 + 4 * lookups + 3 * lookups * (lookups - 1) / 2;
        sum += (long) ZERO_CHECK_DEGREE * circuit.zeroCheckVariables();
        for (Relation relation : circuit.instances()) {
            sum += switch (relation) {
                case Relation.Pooling _ -> 2;
                case Relation.Rescaling rescaling -> 3 + (rescaling.linear().isPresent() ? 1 : 0) + (rescaling.result().isPresent() ? 1 : 0);
            };
        }
        List<MatrixRelation> products = circuit.products(Point.corner(0, circuit.zeroCheckVariables()));
        int rounds = 0;
        int degree = 0;
        for (MatrixRelation product : products) {
            rounds = Math.max(rounds, product.variables());
            degree = Math.max(degree, product.degree());
            sum += 2 + (circuit.column(product.op().input()).isPresent() ? 1 : 0); // bias, W, X unless public
        }
        sum += (long) rounds * degree;
        return sum + 2 + (long) PRODUCT_DEGREE * (circuit.code().variables() + circuit.witness().variables());
    }

    /// What one matrix adds to a phase of queries.
    private record Columns(long bytes, long hashes) {
        // The most over all numbers of distinct columns that t draws can give.
        static Columns most(CommitmentShape shape, int queries) {
            Columns most = new Columns(0, 0);
            for (int distinct = 1; distinct <= Math.min(queries, 1 << shape.positionsLog()); distinct++) {
                Columns each = of(shape, distinct);
                most = new Columns(Math.max(most.bytes, each.bytes), Math.max(most.hashes, each.hashes));
            }
            return most;
        }

        // Siblings sent = Σ over levels of (2·nodes above − nodes); nodes known of a level of N are at most min(distinct, N).
        private static Columns of(CommitmentShape shape, int distinct) {
            long siblings = 0;
            long nodes = 0;
            long known = distinct;
            for (int level = shape.positionsLog() - 1; level >= 0; level--) {
                long above = Math.min(distinct, 1L << level);
                siblings += 2 * above - known;
                nodes += above;
                known = above;
            }
            long leaf = (long) LIMB * shape.leafLimbs();
            return new Columns(distinct * leaf + Digest.LENGTH * siblings, distinct + nodes);
        }
    }
}
