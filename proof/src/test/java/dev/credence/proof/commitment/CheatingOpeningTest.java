package dev.credence.proof.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.code.RowCode;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.transcript.ChallengeTape;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Provers that depart from the protocol at one place and go on as consistently as they can.
class CheatingOpeningTest {
    private final RandomGenerator random = Seeded.random();

    @Test
    void oneRowFarFromTheCodeIsRefused() {
        for (boolean levels : new boolean[] {false, true}) {
            for (int index = 0; index < 2; index++) {
                OpeningFixture fixture = levels ? OpeningFixture.twoLevels(random) : OpeningFixture.inClear(random);
                SlowMatrix matrix = fixture.matrices.get(index);
                noise(matrix, random.nextInt(matrix.shape.rows()), false);
                ProofFault expected = levels ? ProofFault.OPENING_CLAIM : ProofFault.OPENING_COLUMN;
                refused(fixture, fixture.prove(), expected);
            }
        }
    }

    @Test
    void oneRowOfALevelFarFromTheCodeIsRefused() {
        for (int bad = 1; bad <= 2; bad++) {
            int level = bad;
            OpeningFixture fixture = OpeningFixture.twoLevels(random);
            refused(fixture, fixture.prove((plan, transcript) -> new SlowProver(plan, transcript) {
                @Override
                protected void words(int at, SlowMatrix matrix) {
                    if (at == level) {
                        noise(matrix, matrix.shape.rows() - 1, true);
                    }
                }
            }, new ProverTranscript()), bad == 2 ? ProofFault.OPENING_COLUMN : ProofFault.OPENING_CLAIM);
        }
    }

    @Test
    void theFoldOfAnotherPolynomialIsRefusedAtEveryLevel() {
        for (int bad = 0; bad <= 2; bad++) {
            for (int which = 0; which < (bad == 0 ? 2 : 1); which++) {
                int level = bad;
                int index = which;
                OpeningFixture fixture = OpeningFixture.twoLevels(random);
                Bytes proof = fixture.prove((plan, transcript) -> new SlowProver(plan, transcript) {
                    @Override
                    protected Extension[] folded(int atLevel, int at, Extension[] honest) {
                        return atLevel == level && at == index ? elsewhere(honest) : honest;
                    }
                }, new ProverTranscript());
                refused(fixture, proof, ProofFault.OPENING_CLAIM);
            }
        }
    }

    @Test
    void anotherPolynomialInClearWithTheClaimedValueIsRefusedByItsColumns() {
        // W' + V with V orthogonal to the claim's weights: the claim holds, the codewords do not agree.
        OpeningFixture fixture = OpeningFixture.inClear(random);
        Bytes proof = fixture.prove((plan, transcript) -> new SlowProver(plan, transcript) {
            private Extension[] weights;

            @Override
            void prove(List<Statement> statements) {
                CommitmentShape shape = statements.getFirst().matrix().shape;
                weights = new Extension[1 << shape.columnsLog()];
                var table = Eq.table(statements.getFirst().point().last(shape.columnsLog()));
                Arrays.setAll(weights, table::get);
                super.prove(statements);
            }

            @Override
            protected Extension[] folded(int level, int index, Extension[] honest) {
                if (index == 0) {
                    honest[0] = honest[0].plus(weights[1]);
                    honest[1] = honest[1].minus(weights[0]);
                }
                return honest;
            }
        }, new ProverTranscript());
        refused(fixture, proof, ProofFault.OPENING_COLUMN);
    }

    @Test
    void aColumnThatIsNotInTheTreeIsRefused() {
        for (int bad = 0; bad <= 2; bad++) {
            int level = bad;
            OpeningFixture fixture = OpeningFixture.twoLevels(random);
            refused(fixture, fixture.prove((plan, transcript) -> new SlowProver(plan, transcript) {
                @Override
                protected long[] columns(int atLevel, int index, int[] positions, long[] honest) {
                    if (atLevel == level) {
                        honest[honest.length - 1] = Goldilocks.add(honest[honest.length - 1], 1);
                    }
                    return honest;
                }
            }, new ProverTranscript()), ProofFault.MERKLE_ROOT);
        }
    }

    @Test
    void columnsOfAnotherPolynomialAreRefused() {
        OpeningFixture fixture = OpeningFixture.inClear(random);
        OpeningFixture other = OpeningFixture.inClear(random);
        refused(fixture, fixture.prove((plan, transcript) -> new SlowProver(plan, transcript) {
            @Override
            protected long[] columns(int level, int index, int[] positions, long[] honest) {
                return Arrays.stream(positions).mapToObj(other.matrices.get(index)::limbs).flatMapToLong(Arrays::stream).toArray();
            }
        }, new ProverTranscript()), ProofFault.MERKLE_ROOT);
    }

    @Test
    void aColumnSentTwiceForARepeatedIndexIsRefused() {
        OpeningFixture fixture = OpeningFixture.inClear(random);
        Bytes proof = fixture.prove((plan, transcript) -> new SlowProver(plan, transcript) {
            @Override
            protected long[] columns(int level, int index, int[] positions, long[] honest) {
                int limbs = honest.length / positions.length;
                long[] twice = Arrays.copyOf(honest, honest.length + limbs);
                System.arraycopy(honest, 0, twice, honest.length, limbs);
                return twice;
            }
        }, new ProverTranscript());
        assertThatThrownBy(() -> fixture.verify(proof)).isInstanceOf(ProofException.class);
    }

    @Test
    void aFalseRoundIsRefused() {
        for (int bad = 1; bad <= 2; bad++) {
            for (int value = 0; value < 2; value++) {
                int level = bad;
                int changed = value;
                OpeningFixture fixture = OpeningFixture.twoLevels(random);
                refused(fixture, fixture.prove((plan, transcript) -> new SlowProver(plan, transcript) {
                    @Override
                    protected Extension[] round(int at, int round, Extension[] honest) {
                        if (at == level && round == 0) {
                            honest[changed] = honest[changed].plus(Extension.ONE);
                        }
                        return honest;
                    }
                }, new ProverTranscript()), ProofFault.OPENING_CLAIM);
            }
        }
    }

    @Test
    void aFalseValueIsRefusedThoughEveryRoundIsMadeToFit() {
        // The prover claims v + 1 and sends rounds whose running claims fit: the last level cannot.
        OpeningFixture fixture = OpeningFixture.twoLevels(random);
        fixture.lies.set(0, Extension.ONE);
        Bytes proof = fixture.prove((plan, transcript) -> new SlowProver(plan, transcript) {
            @Override
            protected Extension[] folded(int level, int index, Extension[] honest) {
                return level == 2 ? elsewhere(honest) : honest;
            }
        }, new ProverTranscript());
        refused(fixture, proof, ProofFault.OPENING_CLAIM);
    }

    @Test
    void anotherPlanIsRefused() {
        OpeningFixture fixture = OpeningFixture.twoLevels(random);
        for (int levels = 0; levels < 2; levels++) {
            OpeningPlan shorter = new OpeningPlan(fixture.plan.opened(), fixture.plan.levels().subList(0, levels));
            Bytes proof = fixture.prove((_, transcript) -> new SlowProver(shorter, transcript), new ProverTranscript());
            assertThatThrownBy(() -> fixture.verify(proof)).isInstanceOf(ProofException.class);
        }
    }

    /// Why the folded row is bound before the queries: a prover that knows the indices beforehand adds a polynomial that
    /// vanishes at all of them, and proves any value. On a tape, where indices do not depend on what was sent, that
    /// works; with the transcript it does not.
    @Test
    void whoKnowsTheQueriesBeforehandProvesAnythingAndTheTranscriptForbidsIt() throws Exception {
        CommitmentShape shape = new CommitmentShape(CellKind.BASE, 2, 7, 3);
        OpeningFixture fixture = new OpeningFixture(new OpeningPlan(List.of(shape), List.of()), random);
        ChallengeTape tape = new ChallengeTape();
        int[][] known = new int[1][];
        fixture.verify(tape.recording(fixture.prove((plan, transcript) -> new SlowProver(plan, transcript) {
            @Override
            protected long[] columns(int level, int index, int[] positions, long[] honest) {
                known[0] = positions;
                return honest;
            }
        }, new ProverTranscript())));
        Bytes forged = forge(fixture, shape, known[0], tape.proving());
        fixture.verify(tape.replaying(forged));

        assertThatThrownBy(() -> fixture.verify(forged)).isInstanceOf(ProofException.class);
        refused(fixture, forge(fixture, shape, known[0], new ProverTranscript()), ProofFault.OPENING_COLUMN);
    }

    // Proves a value that is false by the value of V = Π (X − z), over the points known, at the claim's point.
    private static Bytes forge(OpeningFixture fixture, CommitmentShape shape, int[] known, ProverTranscript transcript) {
        Extension[] vanishing = SlowProver.zeros(1 << shape.columnsLog());
        vanishing[0] = Extension.ONE;
        assertThat(known.length).isLessThan(vanishing.length);
        for (int position : known) {
            long z = RowCode.point(shape.positionsLog(), position);
            for (int x = vanishing.length - 1; x >= 0; x--) {
                vanishing[x] = (x == 0 ? Extension.ZERO : vanishing[x - 1]).minus(vanishing[x].timesBase(z));
            }
        }
        return fixture.prove((plan, inner) -> new SlowProver(plan, inner) {
            @Override
            protected Extension[] folded(int level, int index, Extension[] honest) {
                for (int x = 0; x < honest.length; x++) {
                    honest[x] = honest[x].plus(vanishing[x]);
                }
                return honest;
            }
        }, transcript, point -> SlowProver.fold(vanishing, point.last(shape.columnsLog()), 1)[0]);
    }

    private static void refused(OpeningFixture fixture, Bytes proof, ProofFault expected) {
        assertThatThrownBy(() -> fixture.verify(proof))
                .isInstanceOfSatisfying(ProofException.class, refused -> assertThat(refused.fault()).isEqualTo(expected));
    }

    private void noise(SlowMatrix matrix, int row, boolean extension) {
        for (Extension[] leaf : matrix.leaves) {
            leaf[row] = new Extension(random.nextLong() >>> 1, extension ? random.nextLong() >>> 1 : 0);
        }
    }

    private Extension[] elsewhere(Extension[] honest) {
        List<Extension> other = new ArrayList<>(List.of(honest));
        int at = random.nextInt(honest.length);
        other.set(at, honest[at].plus(Extension.ONE));
        return other.toArray(Extension[]::new);
    }
}
