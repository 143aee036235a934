package dev.credence.proof.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ChallengeTape;
import dev.credence.proof.transcript.ElementKind;
import dev.credence.proof.transcript.ProofMutations;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Honest openings, by the slow prover and by the fast one, and every change of one element of theirs.
class OpeningTest {
    @Test
    void acceptsHonestOpeningsOfAllShapes() {
        Seeded.check(12, (random, round) -> {
            List<CommitmentShape> opened = new ArrayList<>();
            for (int i = 0; i <= round % 3; i++) {
                opened.add(new CommitmentShape(CellKind.BASE, 1 + random.nextInt(6), random.nextInt(6), 1 + random.nextInt(4)));
            }
            List<CommitmentShape> levels = new ArrayList<>();
            List<Integer> left = opened.stream().map(CommitmentShape::columnsLog).toList();
            for (int level = 0; level < round % 4; level++) {
                int columnsLog = Math.max(1, left.stream().max(Integer::compare).orElseThrow() - random.nextInt(3));
                levels.add(new CommitmentShape(CellKind.EXTENSION, Stack.of(left, columnsLog).rows(), columnsLog, 1 + random.nextInt(4)));
                left = List.of(columnsLog);
            }
            OpeningFixture fixture = new OpeningFixture(new OpeningPlan(opened, levels), random);
            Bytes proof = fixture.prove();
            fixture.verify(proof);
            assertThat(fixture.proveFast(Workers.ALONE)).isEqualTo(proof);
        });
    }

    @Test
    void theFastProverSendsTheSameBytesWithTwoThreads() throws Exception {
        OpeningFixture fixture = OpeningFixture.twoLevels(Seeded.random());
        try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
            assertThat(fixture.proveFast(new Workers(executor, 2))).isEqualTo(fixture.prove());
        }
    }

    @Test
    void opensByTheSuitesOwnPlan() {
        // One in clear at once, one by a level; the definition would take seconds here, so the fast prover alone.
        Seeded.check(1, (random, _) -> {
            for (int[] sizes : new int[][] {{300}, {1}, {70_000}, {5_000, 40_000}}) {
                List<CommitmentShape> shapes = new ArrayList<>();
                ProverTranscript transcript = new ProverTranscript();
                List<Opening> openings = new ArrayList<>();
                for (int size : sizes) {
                    CommitmentShape shape = CommitmentShape.ofCode(Suite.UD_100, size);
                    byte[] cells = new byte[size];
                    random.nextBytes(cells);
                    Commitment commitment = Commitment.commit(shape, new Cells.OfBytes(cells), CodewordStore.inMemory(shape), Workers.ALONE);
                    transcript.sendDigest("root", commitment.root());
                    List<Extension> point = new ArrayList<>();
                    for (int i = 0; i < shape.variables(); i++) {
                        point.add(transcript.challenge("point"));
                    }
                    openings.add(new Opening(commitment, new Point(point), CellsTest.value(cells, new Point(point))));
                    shapes.add(shape);
                }
                OpeningProver.prove(Suite.UD_100, transcript, openings, Workers.ALONE);
                var verifier = new VerifierTranscript(transcript.proof());
                for (Opening opening : openings) {
                    assertThat(verifier.receiveDigest("root")).isEqualTo(opening.commitment().root());
                    for (int i = 0; i < opening.point().size(); i++) {
                        verifier.challenge("point");
                    }
                }
                OpeningVerifier.verify(Suite.UD_100, verifier, openings.stream().map(Opening::claim).toList());
                verifier.finish();
            }
        });
    }

    @Test
    void everyChangeOfAnElementIsRefused() throws Exception {
        OpeningFixture fixture = OpeningFixture.inClear(Seeded.random());
        Bytes other = OpeningFixture.inClear(new SplittableRandom(7)).prove();
        ProofMutations mutations = ProofMutations.of(fixture.prove(), fixture::verify);
        List<ProofMutations.Element> elements = mutations.elements();
        // All kinds and labels; of the many cells of columns, one in eleven.
        mutations.refuseEveryChange(longer(other, fixture.prove().length()),
                element -> element.kind() != ElementKind.BASE || elements.indexOf(element) % 11 == 0);
        assertThat(mutations.tried()).isGreaterThan(1000);
    }

    @Test
    void everyChangeIsRefusedWhereChallengesAreFrozen() throws Exception {
        OpeningFixture fixture = OpeningFixture.twoLevels(Seeded.random());
        Bytes honest = fixture.prove();
        Bytes other = longer(OpeningFixture.twoLevels(new SplittableRandom(7)).prove(), honest.length());
        ProofMutations mutations = ProofMutations.frozen(honest, fixture::verify);
        List<ProofMutations.Element> elements = mutations.elements();
        // The nonces of work are bound by the hash alone; all else by the verifier's equations.
        mutations.refuseEveryChange(other, element -> element.kind() != ElementKind.NONCE && sampled(element, elements.indexOf(element)));
        assertThat(mutations.tried()).isGreaterThan(1000);
    }

    @Test
    @Tag("campaign")
    void everyChangeOfEveryElementIsRefused() throws Exception {
        for (boolean levels : new boolean[] {false, true}) {
            OpeningFixture fixture = levels ? OpeningFixture.twoLevels(Seeded.random()) : OpeningFixture.inClear(Seeded.random());
            SplittableRandom elsewhere = new SplittableRandom(7);
            OpeningFixture other = levels ? OpeningFixture.twoLevels(elsewhere) : OpeningFixture.inClear(elsewhere);
            Bytes honest = fixture.prove();
            Bytes others = longer(other.prove(), honest.length());
            ProofMutations.of(honest, fixture::verify).refuseEveryChange(others, _ -> true).refuseEveryOtherLength();
            ProofMutations.frozen(honest, fixture::verify).refuseEveryChange(others, element -> element.kind() != ElementKind.NONCE);
        }
    }

    @Test
    void everyOtherLengthIsRefused() throws Exception {
        OpeningFixture fixture = OpeningFixture.inClear(Seeded.random());
        ProofMutations.of(fixture.prove(), fixture::verify).refuseEveryOtherLength();
    }

    @Test
    void aFalseValueIsRefusedThoughAllElseIsHonest() {
        for (int index = 0; index < 2; index++) {
            OpeningFixture fixture = OpeningFixture.twoLevels(Seeded.random());
            fixture.lies.set(index, Extension.ONE);
            Bytes proof = fixture.prove();
            assertThatThrownBy(() -> fixture.verify(proof)).hasMessageContaining("OPENING_CLAIM");
        }
    }

    @Test
    void aPointOfAnotherSizeIsNoClaim() {
        CommitmentShape shape = CommitmentShape.ofCode(Suite.UD_100, 100);
        Point point = Point.corner(0, shape.variables() + 1);
        assertThatThrownBy(() -> new OpeningClaim(Sha256.of(Bytes.EMPTY), shape, point, Extension.ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRootOfAnotherPolynomialIsRefused() {
        OpeningFixture fixture = OpeningFixture.inClear(Seeded.random());
        Bytes proof = fixture.prove();
        OpeningFixture other = OpeningFixture.inClear(new SplittableRandom(9));
        assertThatThrownBy(() -> other.verify(proof)).hasMessageContaining("MERKLE_ROOT");
    }

    @Test
    void everyElementIsReadOnceAndNothingIsLeft() throws Exception {
        OpeningFixture fixture = OpeningFixture.twoLevels(Seeded.random());
        Bytes proof = fixture.prove();
        ChallengeTape tape = new ChallengeTape();
        fixture.verify(tape.recording(proof));
        assertThat(ProofMutations.of(proof, fixture::verify).elements().stream().map(ProofMutations.Element::label).distinct())
                .containsExactly("root", "value", Labels.ROOT, Labels.WORK, Labels.COLUMN, Labels.PATH, "sumcheck-round", Labels.CLEAR);
    }

    private static boolean sampled(ProofMutations.Element element, int index) {
        return switch (element.kind()) {
            case BASE -> index % 17 == 0;
            case DIGEST -> index % 5 == 0;
            case EXTENSION, NONCE -> true;
        };
    }

    // Elements of the other proof are taken by their place, so it must not be shorter.
    private static Bytes longer(Bytes proof, int length) {
        return Bytes.concat(proof, Bytes.of(new byte[Math.max(0, length - proof.length())]));
    }
}
