package dev.credence.proof.commitment;

import dev.credence.foundation.hash.Digest;
import dev.credence.proof.commitment.OpenedMatrix.Answers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.sumcheck.SumcheckOutcome;
import dev.credence.proof.sumcheck.SumcheckStatement;
import dev.credence.proof.sumcheck.SumcheckVerifier;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.VerifierTranscript;
import java.util.ArrayList;
import java.util.List;

/// The verifier of a joint opening.
///
/// **Soundness**: `OpeningBudget` has every term. In short: a matrix far from the code stays far when its rows are folded
/// at random; the folded row is bound, by the next root or in clear, before any query is drawn; and what queries say of it
/// is carried along as linear claims, until the last polynomial stands in clear.
///
/// Specification: docs/spec/proof.md section 5.
public final class OpeningVerifier {
    private final Suite suite;
    private final VerifierTranscript transcript;

    private OpeningVerifier(Suite suite, VerifierTranscript transcript) {
        this.suite = suite;
        this.transcript = transcript;
    }

    /// What is known of the polynomials that a fold left: `forms` of them add to `sum`, all together or each alone.
    private record Left(List<LinearForm> forms, List<Extension> sums) {}

    /// Verifies that all claims are true.
    ///
    /// **Obligation**: see `OpeningClaim`.
    public static void verify(Suite suite, VerifierTranscript transcript, List<OpeningClaim> claims) throws ProofException {
        verify(suite, OpeningPlan.of(suite, claims.stream().map(OpeningClaim::shape).toList()), transcript, claims);
    }

    // By another plan than the suite's: for tests, whose levels are small.
    static void verify(Suite suite, OpeningPlan plan, VerifierTranscript transcript, List<OpeningClaim> claims) throws ProofException {
        for (OpeningClaim claim : claims) {
            transcript.absorb(Labels.CLAIM, claim.encode());
        }
        OpeningVerifier verifier = new OpeningVerifier(suite, transcript);
        List<OpenedMatrix> matrices = new ArrayList<>();
        List<LinearForm> forms = new ArrayList<>();
        List<Extension> sums = new ArrayList<>();
        for (OpeningClaim claim : claims) {
            matrices.add(new OpenedMatrix(claim.root(), claim.shape(), claim.rowPoint()));
            forms.add(LinearForm.value(claim.columnPoint()));
            sums.add(claim.value());
        }
        Left left = new Left(forms, sums);
        for (CommitmentShape level : plan.levels()) {
            Digest root = transcript.receiveDigest(Labels.ROOT);
            List<Answers> answers = verifier.query(matrices);
            Left joined = verifier.batch(left, answers);
            SumcheckOutcome bound = SumcheckVerifier.verify(
                    new SumcheckStatement(level.rowsLog(), 2, joined.sums().getFirst()), transcript);
            left = bindRows(level, joined.forms(), bound);
            matrices = List.of(new OpenedMatrix(root, level, bound.point()));
        }
        verifier.clear(matrices, left);
    }

    // Work, then the queries of all matrices of a level, then their columns.
    private List<Answers> query(List<OpenedMatrix> matrices) throws ProofException {
        transcript.grind(Labels.WORK, suite.grindingBits());
        List<int[]> drawn = new ArrayList<>();
        for (OpenedMatrix matrix : matrices) {
            CommitmentShape shape = matrix.shape();
            drawn.add(transcript.indices(Labels.INDEX, suite.queries(shape.rateLog()), shape.positionsLog()));
        }
        List<Answers> answers = new ArrayList<>();
        for (int i = 0; i < matrices.size(); i++) {
            answers.add(matrices.get(i).read(transcript, drawn.get(i)));
        }
        return answers;
    }

    // All claims on all polynomials left, weighted by 1, γ, γ², … in order: polynomial by polynomial what was known
    // before, then the answers.
    private Left batch(Left left, List<Answers> answers) {
        Extension gamma = transcript.challenge(Labels.GAMMA);
        List<LinearForm> forms = new ArrayList<>();
        Extension factor = Extension.ONE;
        Extension sum = Extension.ZERO;
        for (int i = 0; i < answers.size(); i++) {
            Answers answer = answers.get(i);
            sum = sum.plus(left.sums().get(i).times(factor));
            Extension known = factor;
            factor = factor.times(gamma);
            ExtensionVector factors = new ExtensionVector(answer.points().length);
            for (int q = 0; q < factors.length(); q++) {
                factors.set(q, factor);
                sum = sum.plus(answer.values().get(q).times(factor));
                factor = factor.times(gamma);
            }
            forms.add(left.forms().get(i).plusPowers(known, answer.points(), factors));
        }
        return new Left(forms, List.of(sum));
    }

    private static Left bindRows(CommitmentShape level, List<LinearForm> forms, SumcheckOutcome bound) {
        Stack stack = Stack.of(forms.stream().map(LinearForm::variables).toList(), level.columnsLog());
        List<LinearForm.Term> terms = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            terms.addAll(forms.get(i).bindRows(stack.offsets().get(i), bound.point(), level.columnsLog()));
        }
        return new Left(List.of(new LinearForm(level.columnsLog(), terms)), List.of(bound.claim()));
    }

    // The last polynomials, in clear before any index is drawn.
    private void clear(List<OpenedMatrix> matrices, Left left) throws ProofException {
        List<ExtensionVector> cells = new ArrayList<>();
        for (OpenedMatrix matrix : matrices) {
            cells.add(transcript.receive(Labels.CLEAR, 1 << matrix.shape().columnsLog()));
        }
        for (int i = 0; i < cells.size(); i++) {
            if (!left.forms().get(i).of(cells.get(i)).equals(left.sums().get(i))) {
                throw new ProofException(ProofFault.OPENING_CLAIM, Labels.CLEAR);
            }
        }
        List<Answers> answers = query(matrices);
        for (int i = 0; i < cells.size(); i++) {
            Answers answer = answers.get(i);
            if (!Horner.at(cells.get(i), cells.get(i).length(), answer.points()).equals(answer.values())) {
                throw new ProofException(ProofFault.OPENING_COLUMN, Labels.COLUMN);
            }
        }
    }
}
