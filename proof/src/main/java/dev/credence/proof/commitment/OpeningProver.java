package dev.credence.proof.commitment;

import dev.credence.proof.code.RowCode;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.sumcheck.SumcheckProver;
import dev.credence.proof.transcript.ProverTranscript;
import java.util.ArrayList;
import java.util.List;

/// The prover of a joint opening.
public final class OpeningProver {
    private final Suite suite;
    private final ProverTranscript transcript;
    private final Workers workers;

    private OpeningProver(Suite suite, ProverTranscript transcript, Workers workers) {
        this.suite = suite;
        this.transcript = transcript;
        this.workers = workers;
    }

    /// The polynomials that a fold left, by their cells, with the codewords that they were folded from and the weights of what
    /// is claimed of them.
    private record Left(List<Codeword> codewords, List<ExtensionVector> cells, List<ExtensionVector> weights) {}

    /// Sends an opening that `OpeningVerifier` accepts if the openings are true.
    public static void prove(Suite suite, ProverTranscript transcript, List<Opening> openings, Workers workers) {
        OpeningPlan plan = OpeningPlan.of(suite, openings.stream().map(o -> o.commitment().shape()).toList());
        new OpeningProver(suite, transcript, workers).prove(plan, openings);
    }

    // By another plan than the suite's: for tests, whose levels are small.
    static void prove(Suite suite, OpeningPlan plan, ProverTranscript transcript, List<Opening> openings) {
        new OpeningProver(suite, transcript, Workers.ALONE).prove(plan, openings);
    }

    private void prove(OpeningPlan plan, List<Opening> openings) {
        List<Codeword> codewords = new ArrayList<>();
        List<ExtensionVector> cells = new ArrayList<>();
        List<ExtensionVector> weights = new ArrayList<>();
        for (Opening opening : openings) {
            OpeningClaim claim = opening.claim();
            transcript.absorb(Labels.CLAIM, claim.encode());
            codewords.add(opening.commitment().codeword());
            cells.add(opening.folded().orElseGet(() -> opening.commitment().fold(Eq.table(claim.rowPoint()), workers)));
            weights.add(plan.levels().isEmpty() ? new ExtensionVector(0) : Eq.table(claim.columnPoint()));
        }
        Left left = new Left(codewords, cells, weights);
        for (CommitmentShape level : plan.levels()) {
            left = level(level, left);
        }
        for (ExtensionVector polynomial : left.cells()) {
            transcript.send(Labels.CLEAR, polynomial);
        }
        answer(left.codewords());
    }

    // Commits to what the fold left, answers the queries to what it was folded from, and folds again.
    private Left level(CommitmentShape shape, Left left) {
        Stack stack = Stack.of(left.cells().stream().map(c -> Integer.numberOfTrailingZeros(c.length())).toList(), shape.columnsLog());
        ExtensionVector matrix = stack(stack, left.cells());
        Codeword codeword = CodewordBuilder.build(shape, (limbRow, target) -> limbs(matrix, limbRow, target), CodewordStore.inMemory(shape), workers);
        transcript.sendDigest(Labels.ROOT, codeword.root());
        List<int[]> positions = answer(left.codewords());
        ExtensionVector weights = new ExtensionVector(matrix.length());
        Extension sum = batch(stack, left, positions, weights);
        RowProduct product = new RowProduct(shape, matrix, weights);
        SumcheckProver.prove(product, sum, transcript);
        int columns = 1 << shape.columnsLog();
        return new Left(List.of(codeword), List.of(matrix.slice(0, columns)), List.of(weights.slice(0, columns)));
    }

    private static ExtensionVector stack(Stack stack, List<ExtensionVector> cells) {
        ExtensionVector matrix = new ExtensionVector(stack.rows() << stack.columnsLog());
        for (int i = 0; i < cells.size(); i++) {
            System.arraycopy(cells.get(i).c0(), 0, matrix.c0(), stack.cell(i), cells.get(i).length());
            System.arraycopy(cells.get(i).c1(), 0, matrix.c1(), stack.cell(i), cells.get(i).length());
        }
        return matrix;
    }

    private static void limbs(ExtensionVector matrix, int limbRow, long[] target) {
        long[] limbs = (limbRow & 1) == 0 ? matrix.c0() : matrix.c1();
        System.arraycopy(limbs, (limbRow >> 1) * target.length, target, 0, target.length);
    }

    // Work, then the columns that the queries of a level ask for; returns the distinct positions.
    private List<int[]> answer(List<Codeword> codewords) {
        transcript.grind(Labels.WORK, suite.grindingBits(), workers);
        List<int[]> positions = new ArrayList<>();
        for (Codeword codeword : codewords) {
            CommitmentShape shape = codeword.shape();
            positions.add(PrunedPaths.distinct(transcript.indices(Labels.INDEX, suite.queries(shape.rateLog()), shape.positionsLog())));
        }
        for (int i = 0; i < codewords.size(); i++) {
            transcript.sendBase(Labels.COLUMN, codewords.get(i).leaves(positions.get(i)));
            transcript.sendDigests(Labels.PATH, codewords.get(i).paths(positions.get(i)));
        }
        return positions;
    }

    // The weights of all claims together, as the verifier's `batch`; returns the sum that they add to.
    private Extension batch(Stack stack, Left left, List<int[]> positions, ExtensionVector weights) {
        Extension gamma = transcript.challenge(Labels.GAMMA);
        Extension factor = Extension.ONE;
        Extension sum = Extension.ZERO;
        for (int i = 0; i < positions.size(); i++) {
            ExtensionVector own = scaled(left.weights().get(i), factor);
            factor = factor.times(gamma);
            ExtensionVector factors = new ExtensionVector(positions.get(i).length);
            for (int q = 0; q < factors.length(); q++) {
                factors.set(q, factor);
                factor = factor.times(gamma);
            }
            CommitmentShape folded = left.codewords().get(i).shape();
            RowCode.of(folded.columnsLog(), folded.rateLog()).addPowers(positions.get(i), factors, own, workers);
            sum = sum.plus(ExtensionKernels.dot(left.cells().get(i), 0, own, 0, own.length()));
            System.arraycopy(own.c0(), 0, weights.c0(), stack.cell(i), own.length());
            System.arraycopy(own.c1(), 0, weights.c1(), stack.cell(i), own.length());
        }
        return sum;
    }

    // May be `vector` itself, which nobody reads again.
    private static ExtensionVector scaled(ExtensionVector vector, Extension factor) {
        if (factor.equals(Extension.ONE)) {
            return vector;
        }
        ExtensionVector scaled = new ExtensionVector(vector.length());
        ExtensionKernels.axpy(scaled, 0, factor, vector, 0, vector.length());
        return scaled;
    }
}
