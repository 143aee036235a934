package dev.credence.verification.argument;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.commitment.OpeningClaim;
import dev.credence.proof.commitment.OpeningVerifier;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.lookup.LookupVerifier;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.sumcheck.SumcheckBatch;
import dev.credence.proof.sumcheck.SumcheckOutcome;
import dev.credence.proof.sumcheck.SumcheckStatement;
import dev.credence.proof.sumcheck.SumcheckVerifier;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.VerifierTranscript;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.CircuitException;
import dev.credence.verification.circuit.Claims;
import dev.credence.verification.circuit.Evaluations;
import dev.credence.verification.circuit.MatrixRelation;
import dev.credence.verification.circuit.PublicTensors;
import dev.credence.verification.circuit.Relation;
import dev.credence.verification.circuit.RelationValues;
import dev.credence.verification.circuit.TensorWeights;
import dev.credence.verification.circuit.WitnessFunctional.MergePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The verifier of an argument: docs/spec/proof.md 7.10, whose steps are numbered in the comments.
///
/// Pure, and never an exception: whatever a stranger calls a proof ends in an `ArgumentOutcome`.
///
/// **Obligation**: the caller knows by a registration that every cell behind the code root is in [−128, 127], has X from the request by the
/// program's input rule, and finds that the output rule on Y gives the answer.
public final class ArgumentVerifier {
    private final Suite suite;
    private final Circuit circuit;
    private final PublicTensors publics;
    private final VerifierTranscript transcript;

    private ArgumentVerifier(Suite suite, Circuit circuit, PublicTensors publics, VerifierTranscript transcript) {
        this.suite = suite;
        this.circuit = circuit;
        this.publics = publics;
        this.transcript = transcript;
    }

    public static ArgumentOutcome verify(ArgumentStatement statement, Bytes proof) {
        try {
            // Step 1.
            Circuit circuit = Circuit.of(statement.model().program());
            // Step 2.
            Optional<PublicTensors> publics = PublicTensors.of(circuit, statement.input(), statement.output());
            if (publics.isEmpty()) {
                return new ArgumentOutcome.Refused(ArgumentRefusal.of(ArgumentFault.PUBLIC_TENSORS, statement.model().program().input().name()));
            }
            verify(statement, circuit, publics.get(), new VerifierTranscript(proof));
            return ArgumentOutcome.of(ArgumentBudget.of(statement.suite(), circuit));
        } catch (CircuitException refused) {
            return new ArgumentOutcome.Refused(ArgumentRefusal.of(ArgumentFault.NOT_PROVABLE, refused.getMessage()));
        } catch (ProofException refused) {
            return new ArgumentOutcome.Refused(ArgumentRefusal.of(refused));
        }
    }

    /// Steps 3 to 14, on a transcript at its beginning.
    static void verify(ArgumentStatement statement, Circuit circuit, PublicTensors publics, VerifierTranscript transcript)
            throws ProofException {
        // Step 3.
        statement.absorbInto(transcript::absorb);
        new ArgumentVerifier(statement.suite(), circuit, publics, transcript).run(statement.model().code());
        transcript.finish();
    }

    private void run(Digest code) throws ProofException {
        // Step 4. The work stands between the witness and everything that is drawn for it.
        Digest witness = transcript.receiveDigest(ArgumentLabels.WITNESS);
        transcript.grind(ArgumentLabels.GRIND, suite.grindingBits());
        Point tau = challenges(ArgumentLabels.TAU, circuit.zeroCheckVariables());
        Point poolPoint = challenges(ArgumentLabels.TAU_LINEAR, circuit.poolVariables());
        Evaluations.Lookups lookups = lookups();
        Evaluations.Relations relations = relations(tau);
        Evaluations.Matrices matrices = matrices(relations);
        // Step 10.
        Extension gamma = transcript.challenge(ArgumentLabels.GAMMA);
        Claims claims = Claims.of(circuit, publics, new Evaluations(lookups, relations, matrices, poolPoint));
        if (claims.contradiction().isPresent()) {
            throw new ProofException(ProofFault.PUBLIC_CLAIM, claims.contradiction().get());
        }
        OpeningClaim ofCode = mergeCode(code, claims, gamma);
        OpeningClaim ofWitness = mergeWitness(witness, claims, gamma);
        // Step 13.
        OpeningVerifier.verify(suite, transcript, List.of(ofCode, ofWitness));
    }

    private Point challenges(String label, int count) {
        List<Extension> coordinates = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            coordinates.add(transcript.challenge(label));
        }
        return new Point(coordinates);
    }

    // Step 5.
    private Evaluations.Lookups lookups() throws ProofException {
        Extension alpha = transcript.challenge(ArgumentLabels.ALPHA);
        Extension beta = transcript.challenge(ArgumentLabels.BETA);
        if (beta.isZero()) {
            throw new ProofException(ProofFault.LOOKUP_POLE, ArgumentLabels.BETA);
        }
        FractionalOutcome sum = LookupVerifier.verify(circuit.witness().variables(), transcript);
        return new Evaluations.Lookups(sum.point(), sum.leaf().numerator(), sum.leaf().denominator(), alpha, beta);
    }

    // Steps 6 and 7.
    private Evaluations.Relations relations(Point tau) throws ProofException {
        Extension lambda = transcript.challenge(ArgumentLabels.LAMBDA);
        Extension mu = transcript.challenge(ArgumentLabels.MU);
        List<Relation> instances = circuit.instances();
        SumcheckBatch batch = new SumcheckBatch(
                instances.stream().map(relation -> new SumcheckStatement(relation.grid().variables(), relation.degree(), Extension.ZERO)).toList(),
                mu);
        SumcheckOutcome outcome = SumcheckVerifier.verify(batch.combined(), transcript);
        List<RelationValues> values = new ArrayList<>();
        List<Extension> summands = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            Relation relation = instances.get(i);
            Point point = batch.pointOf(i, outcome.point());
            RelationValues received = receive(relation, point);
            values.add(received);
            summands.add(relation.grid().indicator(tau.last(point.size()), point).times(received.residual(relation, lambda)));
        }
        if (!batch.expected(summands).equals(outcome.claim())) {
            throw new ProofException(ProofFault.RELATION, ArgumentLabels.VALUES);
        }
        return new Evaluations.Relations(outcome.point(), values);
    }

    private RelationValues receive(Relation relation, Point point) throws ProofException {
        return switch (relation) {
            case Relation.Pooling _ -> {
                ExtensionVector sent = transcript.receive(ArgumentLabels.VALUES, 2);
                yield new RelationValues.Pooling(sent.get(0), sent.get(1));
            }
            case Relation.Rescaling rescaling -> rescaling(rescaling, point);
        };
    }

    // acc, M of a linear operation, y unless public, e, rem.
    private RelationValues.Rescaling rescaling(Relation.Rescaling relation, Point point) throws ProofException {
        boolean hasMultiplier = relation.linear().isPresent();
        boolean hasResult = relation.result().isPresent();
        ExtensionVector sent = transcript.receive(ArgumentLabels.VALUES, 3 + (hasMultiplier ? 1 : 0) + (hasResult ? 1 : 0));
        int next = 0;
        Extension accumulator = sent.get(next++);
        Extension multiplier = hasMultiplier ? sent.get(next++) : Extension.of(relation.constant());
        Extension result =
                hasResult ? sent.get(next++) : TensorWeights.apply(TensorWeights.of(relation.grid(), point), publics.output());
        return new RelationValues.Rescaling(accumulator, multiplier, result, sent.get(next), sent.get(next + 1));
    }

    // Steps 8 and 9.
    private Evaluations.Matrices matrices(Evaluations.Relations relations) throws ProofException {
        List<MatrixRelation> products = circuit.products(relations.point());
        List<Extension> biases = new ArrayList<>();
        for (MatrixRelation _ : products) {
            biases.add(transcript.receive(ArgumentLabels.BIAS));
        }
        List<SumcheckStatement> sums = new ArrayList<>();
        for (int i = 0; i < products.size(); i++) {
            MatrixRelation product = products.get(i);
            sums.add(new SumcheckStatement(
                    product.variables(), product.degree(), product.claim(relations.accumulator(circuit, product), biases.get(i))));
        }
        SumcheckBatch batch = new SumcheckBatch(sums, transcript.challenge(ArgumentLabels.MU_MATRIX));
        SumcheckOutcome outcome = SumcheckVerifier.verify(batch.combined(), transcript);
        List<Evaluations.MatrixValues> values = new ArrayList<>();
        List<Extension> summands = new ArrayList<>();
        for (int i = 0; i < products.size(); i++) {
            MatrixRelation product = products.get(i);
            Point end = batch.pointOf(i, outcome.point());
            boolean isPublic = circuit.column(product.op().input()).isEmpty();
            ExtensionVector sent = transcript.receive(ArgumentLabels.MATRIX_VALUES, isPublic ? 1 : 2);
            Extension operand = isPublic ? operand(product, end) : sent.get(0);
            Extension weight = sent.get(isPublic ? 0 : 1);
            values.add(new Evaluations.MatrixValues(biases.get(i), operand, weight));
            summands.add(product.end(end, operand, weight));
        }
        if (!batch.expected(summands).equals(outcome.claim())) {
            throw new ProofException(ProofFault.MATRIX, ArgumentLabels.MATRIX_VALUES);
        }
        return new Evaluations.Matrices(outcome.point(), values);
    }

    private Extension operand(MatrixRelation product, Point end) {
        ExtensionVector weights = product.operandWeights(end);
        Extension offset = TensorWeights.sum(weights).times(Extension.ofSigned(product.zeroPoint()));
        return TensorWeights.apply(weights, publics.input()).minus(offset);
    }

    // Step 11.
    private OpeningClaim mergeCode(Digest root, Claims claims, Extension gamma) throws ProofException {
        int variables = circuit.code().variables();
        List<Extension> powers = gamma.powers(claims.code().size());
        Extension claim = Extension.ZERO;
        for (int j = 0; j < powers.size(); j++) {
            claim = claim.plus(powers.get(j).times(claims.code().get(j).value()));
        }
        SumcheckOutcome outcome = SumcheckVerifier.verify(new SumcheckStatement(variables, 2, claim), transcript);
        Extension value = transcript.receive(ArgumentLabels.CODE_VALUE);
        Extension weight = Extension.ZERO;
        for (int j = 0; j < powers.size(); j++) {
            weight = weight.plus(powers.get(j).times(claims.code().get(j).functional().at(outcome.point())));
        }
        if (!weight.times(value).equals(outcome.claim())) {
            throw new ProofException(ProofFault.CODE_CLAIMS, ArgumentLabels.CODE_VALUE);
        }
        return new OpeningClaim(root, CommitmentShape.ofCode(suite, circuit.code().cells()), outcome.point(), value);
    }

    // Step 12.
    private OpeningClaim mergeWitness(Digest root, Claims claims, Extension gamma) throws ProofException {
        int variables = circuit.witness().variables();
        List<Extension> powers = gamma.powers(claims.witness().size());
        Extension claim = Extension.ZERO;
        for (int j = 0; j < powers.size(); j++) {
            claim = claim.plus(powers.get(j).times(claims.witness().get(j).value()));
        }
        SumcheckOutcome outcome = SumcheckVerifier.verify(new SumcheckStatement(variables, 2, claim), transcript);
        Extension value = transcript.receive(ArgumentLabels.WITNESS_VALUE);
        MergePoint merge = MergePoint.of(outcome.point());
        Extension weight = Extension.ZERO;
        for (int j = 0; j < powers.size(); j++) {
            weight = weight.plus(powers.get(j).times(claims.witness().get(j).functional().at(merge)));
        }
        if (!weight.times(value).equals(outcome.claim())) {
            throw new ProofException(ProofFault.WITNESS_CLAIMS, ArgumentLabels.WITNESS_VALUE);
        }
        return new OpeningClaim(root, CommitmentShape.ofWitness(suite, circuit.witness().cells()), outcome.point(), value);
    }
}
