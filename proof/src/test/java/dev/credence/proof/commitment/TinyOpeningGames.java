package dev.credence.proof.commitment;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.code.RowCode;
import dev.credence.proof.commitment.SlowProver.Statement;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ChallengeTape;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Games about the fold and the queries over |F| = 289, in which every fold challenge and every query is tried.
///
/// Two rows of two columns at rate 1/4: n = 8, codewords are lines, e = 3 errors are within unique decoding, δ = 3/8.
public final class TinyOpeningGames {
    private static final CommitmentShape SHAPE = new CommitmentShape(CellKind.BASE, 2, 1, 2);
    private static final int LEAVES = 8;
    private static final int ERRORS = 3;
    private static final Point COLUMN = Point.of(new Extension(3, 5));

    private TinyOpeningGames() {}

    /// The greatest number of fold challenges, of 289, at which a matrix that is far from the code folds to a word that is
    /// near it: over the worst matrix known (planted = 1) or random ones that are nearly near.
    public static int mostLuckyFolds(int planted, int trials) {
        SplittableRandom random = new SplittableRandom(trials);
        int most = 0;
        for (int trial = 0; trial < trials; trial++) {
            SlowMatrix matrix = planted == 1 ? planted(random) : perturbed(random, ERRORS + 1);
            if (near(matrix)) {
                continue;
            }
            int lucky = 0;
            for (Extension rho : all()) {
                lucky += best(fold(matrix, rho)).agreement >= LEAVES - ERRORS ? 1 : 0;
            }
            most = Math.max(most, lucky);
        }
        return most;
    }

    /// The number of pairs (fold challenge, query), of 289 · 8, at which the module's verifier accepts the best prover of a
    /// false statement, one query a proof.
    ///
    /// @param kind 0: a far matrix, planted; 1: a far matrix, random; 2: a near matrix and another value than its own
    public static int acceptedOfOneQuery(int kind, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SlowMatrix matrix =
                switch (kind) {
                    case 0 -> planted(random);
                    case 1 -> perturbed(random, LEAVES);
                    case 2 -> perturbed(random, ERRORS);
                    default -> throw new IllegalArgumentException("a kind from 0 to 2 expected, found " + kind);
                };
        int accepted = 0;
        for (Extension rho : all()) {
            Extension[] word = fold(matrix, rho);
            Line line = kind == 2 ? bestBut(word, best(word)) : best(word);
            for (int query = 0; query < LEAVES; query++) {
                accepted += accepts(matrix, rho, line, query) ? 1 : 0;
            }
        }
        return accepted;
    }

    /// Whether the verifier accepts an honest proof at every fold challenge and query: 289 · 8 of them.
    public static int acceptedOfTheHonest(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SlowMatrix matrix = perturbed(random, 0);
        int accepted = 0;
        for (Extension rho : all()) {
            Line line = best(fold(matrix, rho));
            for (int query = 0; query < LEAVES; query++) {
                accepted += accepts(matrix, rho, line, query) ? 1 : 0;
            }
        }
        return accepted;
    }

    /// A codeword low + high·z, and at how many leaves a word agrees with it.
    private record Line(Extension low, Extension high, int agreement) {
        Extension at(int leaf) {
            return low.plus(high.timesBase(z(leaf)));
        }
    }

    private static boolean accepts(SlowMatrix matrix, Extension rho, Line line, int query) {
        Extension[] left = {line.low, line.high};
        Extension value = SlowProver.fold(left, COLUMN, 1)[0];
        Statement statement = new Statement(matrix, SlowProver.zeros(4), new Point(List.of(rho)).then(COLUMN), value);
        OpeningPlan plan = new OpeningPlan(List.of(SHAPE), List.of());
        ChallengeTape tape = ChallengeTape.of(List.of(), List.of(new int[] {query}));
        ProverTranscript prover = tape.proving();
        new SlowProver(plan, prover) {
            @Override
            protected Extension[] folded(int level, int index, Extension[] honest) {
                return left;
            }
        }.prove(List.of(statement));
        Bytes proof = prover.proof();
        try {
            VerifierTranscript verifier = tape.replaying(proof);
            OpeningVerifier.verify(Suite.UD_100, plan, verifier, List.of(statement.claim()));
            verifier.finish();
            return true;
        } catch (ProofException refused) {
            return false;
        }
    }

    // A codeword in both rows, with `errors` columns replaced by random ones.
    private static SlowMatrix perturbed(SplittableRandom random, int errors) {
        Extension[] cells = new Extension[4];
        for (int i = 0; i < 4; i++) {
            cells[i] = Extension.of(random.nextLong(Goldilocks.MODULUS));
        }
        SlowMatrix matrix = new SlowMatrix(SHAPE, cells);
        for (int l : IntStream.range(0, errors).toArray()) {
            matrix.leaves[l][0] = Extension.of(random.nextLong(Goldilocks.MODULUS));
            matrix.leaves[l][1] = Extension.of(random.nextLong(Goldilocks.MODULUS));
        }
        return matrix;
    }

    // Half of the columns are zero, and each of the others folds to zero at a challenge of its own: there the fold has one
    // zero more, which makes it near.
    private static SlowMatrix planted(SplittableRandom random) {
        SlowMatrix matrix = new SlowMatrix(SHAPE, SlowProver.zeros(4));
        for (int l = LEAVES / 2; l < LEAVES; l++) {
            long rho = l + 2;
            long upper = 1 + random.nextLong(Goldilocks.MODULUS - 1);
            // (1 − ρ)·lower + ρ·upper = 0
            matrix.leaves[l][1] = Extension.of(upper);
            matrix.leaves[l][0] = Extension.of(Goldilocks.mul(
                    Goldilocks.mul(rho, upper), Goldilocks.inverse(Goldilocks.sub(rho, 1))));
        }
        return matrix;
    }

    // Whether both rows agree with codewords on one common set of at least LEAVES − ERRORS columns.
    private static boolean near(SlowMatrix matrix) {
        Extension[] lower = row(matrix, 0);
        Extension[] upper = row(matrix, 1);
        for (int i = 0; i < LEAVES; i++) {
            for (int j = 0; j < i; j++) {
                Line first = through(lower, i, j);
                Line second = through(upper, i, j);
                long common = IntStream.range(0, LEAVES)
                        .filter(l -> first.at(l).equals(lower[l]) && second.at(l).equals(upper[l]))
                        .count();
                if (common >= LEAVES - ERRORS) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Extension[] row(SlowMatrix matrix, int row) {
        return IntStream.range(0, LEAVES).mapToObj(l -> matrix.leaves[l][row]).toArray(Extension[]::new);
    }

    private static Extension[] fold(SlowMatrix matrix, Extension rho) {
        return IntStream.range(0, LEAVES)
                .mapToObj(l -> matrix.leaves[l][0].plus(rho.times(matrix.leaves[l][1].minus(matrix.leaves[l][0]))))
                .toArray(Extension[]::new);
    }

    private static Line best(Extension[] word) {
        return bestBut(word, null);
    }

    // The codeword that agrees most with a word, other than `but`; every good one goes through two of its values.
    private static Line bestBut(Extension[] word, Line but) {
        Line best = null;
        for (int i = 0; i < LEAVES; i++) {
            for (int j = 0; j < i; j++) {
                Line line = through(word, i, j);
                boolean other = but == null || !line.low.equals(but.low) || !line.high.equals(but.high);
                if (other && (best == null || line.agreement > best.agreement)) {
                    best = line;
                }
            }
        }
        // Where the word is a codeword, any other line through one of its values.
        return best == null ? new Line(but.low.plus(Extension.of(z(0))), but.high.minus(Extension.ONE), 1) : best;
    }

    private static Line through(Extension[] word, int i, int j) {
        long run = Goldilocks.inverse(Goldilocks.sub(z(i), z(j)));
        Extension high = word[i].minus(word[j]).timesBase(run);
        Line line = new Line(word[i].minus(high.timesBase(z(i))), high, 0);
        int agreement = (int) IntStream.range(0, LEAVES).filter(l -> line.at(l).equals(word[l])).count();
        return new Line(line.low, line.high, agreement);
    }

    private static long z(int leaf) {
        return RowCode.point(3, leaf);
    }

    private static List<Extension> all() {
        List<Extension> all = new ArrayList<>();
        for (long c0 = 0; c0 < Goldilocks.MODULUS; c0++) {
            for (long c1 = 0; c1 < Goldilocks.MODULUS; c1++) {
                all.add(new Extension(c0, c1));
            }
        }
        return all;
    }
}
