package dev.credence.proof.commitment;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.SlowProver.Statement;
import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// A small protocol around an opening: roots, points drawn after them, values, then the opening itself.
final class OpeningFixture {
    final OpeningPlan plan;
    final List<int[]> polynomials = new ArrayList<>();
    final List<SlowMatrix> matrices = new ArrayList<>();
    /// Added to the value of every polynomial, to claim what is false.
    final List<Extension> lies = new ArrayList<>();

    /// @param plan of the shapes that are opened, all of base cells
    OpeningFixture(OpeningPlan plan, RandomGenerator random) {
        this.plan = plan;
        for (CommitmentShape shape : plan.opened()) {
            // The last row is not full.
            int cells = (shape.rows() << shape.columnsLog()) - ((1 << shape.columnsLog()) - 1) / 2;
            polynomials.add(random.ints(cells, -128, 128).toArray());
            matrices.add(new SlowMatrix(shape, cells(polynomials.size() - 1)));
            lies.add(Extension.ZERO);
        }
    }

    /// Two polynomials of different shapes and rates, opened by two levels of few columns, then in clear.
    static OpeningFixture twoLevels(RandomGenerator random) {
        CommitmentShape first = new CommitmentShape(CellKind.BASE, 5, 5, 2);
        CommitmentShape second = new CommitmentShape(CellKind.BASE, 4, 2, 3);
        CommitmentShape level1 = new CommitmentShape(CellKind.EXTENSION, 5, 3, 3);
        CommitmentShape level2 = new CommitmentShape(CellKind.EXTENSION, 2, 2, 3);
        return new OpeningFixture(new OpeningPlan(List.of(first, second), List.of(level1, level2)), random);
    }

    /// Two polynomials sent in clear after their first fold.
    static OpeningFixture inClear(RandomGenerator random) {
        CommitmentShape first = new CommitmentShape(CellKind.BASE, 3, 3, 3);
        CommitmentShape second = new CommitmentShape(CellKind.BASE, 1, 2, 2);
        return new OpeningFixture(new OpeningPlan(List.of(first, second), List.of()), random);
    }

    Extension[] cells(int index) {
        return Arrays.stream(polynomials.get(index)).mapToObj(Extension::ofSigned).toArray(Extension[]::new);
    }

    /// A proof of the slow prover, or of one that cheats.
    Bytes prove(BiFunction<OpeningPlan, ProverTranscript, SlowProver> prover, ProverTranscript transcript) {
        return prove(prover, transcript, _ -> Extension.ZERO);
    }

    /// @param lie added to each value, from its point
    Bytes prove(BiFunction<OpeningPlan, ProverTranscript, SlowProver> prover, ProverTranscript transcript, Function<Point, Extension> lie) {
        matrices.forEach(matrix -> transcript.sendDigest("root", matrix.root()));
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < matrices.size(); i++) {
            Point point = point(matrices.get(i).shape, transcript);
            Extension value = SlowProver.fold(cells(i), point, 1)[0].plus(lies.get(i)).plus(lie.apply(point));
            transcript.send("value", value);
            statements.add(new Statement(matrices.get(i), cells(i), point, value));
        }
        prover.apply(plan, transcript).prove(statements);
        return transcript.proof();
    }

    Bytes prove() {
        return prove(SlowProver::new, new ProverTranscript());
    }

    /// A proof of the prover that is shipped.
    Bytes proveFast(Workers workers) {
        ProverTranscript transcript = new ProverTranscript();
        List<Commitment> commitments = new ArrayList<>();
        for (int i = 0; i < matrices.size(); i++) {
            CommitmentShape shape = matrices.get(i).shape;
            commitments.add(Commitment.commit(shape, new Cells.OfInts(polynomials.get(i)), CodewordStore.inMemory(shape), workers));
            transcript.sendDigest("root", commitments.get(i).root());
        }
        List<Opening> openings = new ArrayList<>();
        for (int i = 0; i < matrices.size(); i++) {
            Point point = point(matrices.get(i).shape, transcript);
            Extension value = SlowProver.fold(cells(i), point, 1)[0];
            transcript.send("value", value);
            openings.add(new Opening(commitments.get(i), point, value));
        }
        OpeningProver.prove(Suite.UD_100, plan, transcript, openings);
        return transcript.proof();
    }

    void verify(Bytes proof) throws ProofException {
        verify(new VerifierTranscript(proof));
    }

    /// Roots are the verifier's own knowledge: what the proof says of them must be the same.
    void verify(VerifierTranscript transcript) throws ProofException {
        for (SlowMatrix matrix : matrices) {
            if (!transcript.receiveDigest("root").equals(matrix.root())) {
                throw new ProofException(ProofFault.MERKLE_ROOT, "root");
            }
        }
        List<OpeningClaim> claims = new ArrayList<>();
        for (SlowMatrix matrix : matrices) {
            List<Extension> point = new ArrayList<>();
            for (int i = 0; i < matrix.shape.variables(); i++) {
                point.add(transcript.challenge("point"));
            }
            claims.add(new OpeningClaim(matrix.root(), matrix.shape, new Point(point), transcript.receive("value")));
        }
        OpeningVerifier.verify(Suite.UD_100, plan, transcript, claims);
        transcript.finish();
    }

    private static Point point(CommitmentShape shape, ProverTranscript transcript) {
        List<Extension> point = new ArrayList<>();
        for (int i = 0; i < shape.variables(); i++) {
            point.add(transcript.challenge("point"));
        }
        return new Point(point);
    }
}
