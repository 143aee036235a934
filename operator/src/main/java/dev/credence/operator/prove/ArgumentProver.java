package dev.credence.operator.prove;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerWitness;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Cells;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.Commitment;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.commitment.Opening;
import dev.credence.proof.commitment.OpeningProver;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalProver;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.BatchPolynomial;
import dev.credence.proof.sumcheck.ProductPolynomial;
import dev.credence.proof.sumcheck.SumcheckBatch;
import dev.credence.proof.sumcheck.SumcheckOutcome;
import dev.credence.proof.sumcheck.SumcheckPolynomial;
import dev.credence.proof.sumcheck.SumcheckProver;
import dev.credence.proof.sumcheck.SumcheckStatement;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.verification.argument.ArgumentLabels;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.Claims;
import dev.credence.verification.circuit.Column;
import dev.credence.verification.circuit.Evaluations;
import dev.credence.verification.circuit.Grid;
import dev.credence.verification.circuit.MatrixRelation;
import dev.credence.verification.circuit.PublicTensors;
import dev.credence.verification.circuit.Relation;
import dev.credence.verification.circuit.RelationValues;
import dev.credence.verification.circuit.Table;
import dev.credence.verification.circuit.WitnessLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Proves one statement: this program, with the weights behind this root, maps X to Y (docs/spec/proof.md section 7).
///
/// Follows the verifier message by message. Used once. Can be extended in this room alone: a prover that cheats overrides one step and
/// does the rest as an honest one.
public class ArgumentProver {
    private final CommittedModel model;
    private final Circuit circuit;
    private final ArgumentStatement statement;
    private final Witness witness;
    private final Workers workers;
    private final ProverTranscript transcript;

    ArgumentProver(CommittedModel model, ArgumentStatement statement, Witness witness, Workers workers, ProverTranscript transcript) {
        this.model = model;
        this.circuit = model.circuit();
        this.statement = statement;
        this.witness = witness;
        this.workers = workers;
        this.transcript = transcript;
    }

    /// The proof's bytes.
    ///
    /// @param execution of the model on the statement's input; another one gives a proof that nobody accepts
    public static Bytes prove(CommittedModel model, ArgumentStatement statement, IntegerWitness execution, Workers workers) {
        Witness witness = Witness.of(model.circuit(), model.model().weights(), execution);
        return new ArgumentProver(model, statement, witness, workers, new ProverTranscript()).prove();
    }

    Bytes prove() {
        statement.absorbInto(transcript::absorb);
        // 1, 2
        Commitment committed = commitWitness();
        transcript.sendDigest(ArgumentLabels.WITNESS, committed.root());
        transcript.grind(ArgumentLabels.GRIND, statement.suite().grindingBits(), workers);
        Point tau = challenges(ArgumentLabels.TAU, circuit.zeroCheckVariables());
        Point poolPoint = challenges(ArgumentLabels.TAU_LINEAR, circuit.poolVariables());
        Extension alpha = transcript.challenge(ArgumentLabels.ALPHA);
        Extension beta = transcript.challenge(ArgumentLabels.BETA);
        // 3 to 6
        Evaluations.Lookups lookups = lookups(alpha, beta);
        Evaluations.Relations relations = zeroCheck(tau);
        Evaluations.Matrices matrices = matrices(relations);
        Extension gamma = transcript.challenge(ArgumentLabels.GAMMA);
        // 7, 8, 9
        PublicTensors publics = PublicTensors.of(circuit, statement.input(), statement.output()).orElseThrow();
        Claims claims = Claims.of(circuit, publics, new Evaluations(lookups, relations, matrices, poolPoint));
        Opening code = mergeCode(claims.code(), gamma);
        Opening cells = mergeWitness(claims.witness(), gamma, committed);
        OpeningProver.prove(statement.suite(), transcript, List.of(code, cells), workers);
        return transcript.proof();
    }

    Commitment commitWitness() {
        CommitmentShape shape = CommitmentShape.ofWitness(statement.suite(), witness.cells().length);
        return Commitment.commit(shape, new Cells.OfInts(witness.cells()), CodewordStore.inMemory(shape), workers);
    }

    private Point challenges(String label, int count) {
        List<Extension> coordinates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            coordinates.add(transcript.challenge(label));
        }
        return new Point(coordinates);
    }

    private Evaluations.Lookups lookups(Extension alpha, Extension beta) {
        WitnessLayout layout = circuit.witness();
        int leaves = 1 << layout.variables();
        ExtensionVector numerators = new ExtensionVector(leaves);
        ExtensionVector denominators = new ExtensionVector(leaves);
        Arrays.fill(denominators.c0(), 1);
        for (WitnessLayout.Lookup lookup : layout.lookups()) {
            Table table = lookup.table();
            Column column = lookup.column();
            ExtensionVector rows = denominators(table, alpha, beta);
            for (int at = column.offset(); at < column.end(); at++) {
                int row = witness.cells()[at] - table.low();
                numerators.c0()[at] = 1;
                if (row >= 0 && row < rows.length()) {
                    denominators.c0()[at] = rows.c0()[row];
                    denominators.c1()[at] = rows.c1()[row];
                } else { // A witness outside its tables gives a proof that nobody accepts.
                    denominators.set(at, denominator(table, witness.cells()[at], alpha, beta));
                }
            }
        }
        for (Table table : layout.tables()) {
            Column column = layout.multiplicities(table);
            ExtensionVector rows = denominators(table, alpha, beta);
            for (int row = 0; row < column.length(); row++) {
                int at = column.offset() + row;
                numerators.c0()[at] = Goldilocks.fromSigned(-(long) witness.cells()[at]);
                denominators.set(at, rows.get(row));
            }
        }
        FractionalOutcome outcome = FractionalProver.prove(numerators, denominators, transcript, workers);
        return new Evaluations.Lookups(outcome.point(), outcome.leaf().numerator(), outcome.leaf().denominator(), alpha, beta);
    }

    private static ExtensionVector denominators(Table table, Extension alpha, Extension beta) {
        ExtensionVector rows = new ExtensionVector(table.rows());
        for (int row = 0; row < rows.length(); row++) {
            rows.set(row, denominator(table, table.low() + row, alpha, beta));
        }
        return rows;
    }

    private static Extension denominator(Table table, int value, Extension alpha, Extension beta) {
        return alpha.minus(Extension.of(table.bus())).minus(beta.times(Extension.ofSigned(value)));
    }

    private Evaluations.Relations zeroCheck(Point tau) {
        Extension lambda = transcript.challenge(ArgumentLabels.LAMBDA);
        Extension mu = transcript.challenge(ArgumentLabels.MU);
        List<Relation> instances = circuit.instances();
        List<SumcheckStatement> statements = new ArrayList<>();
        List<SumcheckPolynomial> summands = new ArrayList<>();
        for (Relation relation : instances) {
            Grid grid = relation.grid();
            ExtensionVector eq = realCells(grid, tau.last(grid.variables()));
            statements.add(new SumcheckStatement(grid.variables(), relation.degree(), Extension.ZERO));
            summands.add(switch (relation) {
                case Relation.Rescaling rescaling -> new RescalingSummand(rescaling, witness, eq, lambda, workers);
                case Relation.Pooling pooling -> new ProductSummand(
                        List.of(eq, table(pooling.first(), grid.variables()), table(pooling.second(), grid.variables())));
            });
        }
        SumcheckBatch batch = new SumcheckBatch(statements, mu);
        SumcheckOutcome outcome = SumcheckProver.prove(new BatchPolynomial(batch, summands), batch.combined().claim(), transcript);
        List<RelationValues> values = new ArrayList<>();
        for (int i = 0; i < summands.size(); i++) {
            values.add(switch (summands.get(i)) {
                case RescalingSummand summand -> summand.values();
                case ProductSummand summand -> new RelationValues.Pooling(summand.value(1), summand.value(2));
                default -> throw new IllegalStateException("no other summand takes part");
            });
            send(instances.get(i), values.get(i));
        }
        return new Evaluations.Relations(outcome.point(), values);
    }

    /// eq(τ, ·), zero where the grid has no real cell.
    private static ExtensionVector realCells(Grid grid, Point tau) {
        ExtensionVector channels = Eq.table(tau.first(grid.channelVariables()));
        ExtensionVector positions = Eq.table(tau.last(grid.positionVariables()));
        ExtensionVector table = new ExtensionVector(1 << grid.variables());
        for (int channel = 0; channel < grid.channels(); channel++) {
            ExtensionKernels.axpy(table, channel << grid.positionVariables(), channels.get(channel), positions, 0, grid.positions());
        }
        return table;
    }

    private ExtensionVector table(Column column, int variables) {
        ExtensionVector table = new ExtensionVector(1 << variables);
        for (int i = 0; i < column.length(); i++) {
            table.c0()[i] = Goldilocks.fromSigned(witness.cells()[column.offset() + i]);
        }
        return table;
    }

    private void send(Relation relation, RelationValues values) {
        switch (values) {
            case RelationValues.Rescaling it -> {
                List<Extension> message = new ArrayList<>();
                message.add(it.accumulator());
                if (((Relation.Rescaling) relation).linear().isPresent()) {
                    message.add(it.multiplier());
                }
                if (relation.result().isPresent()) {
                    message.add(it.result());
                }
                message.add(it.excess());
                message.add(it.remainder());
                transcript.send(ArgumentLabels.VALUES, message.toArray(Extension[]::new));
            }
            case RelationValues.Pooling it -> transcript.send(ArgumentLabels.VALUES, it.first(), it.second());
        }
    }

    private Evaluations.Matrices matrices(Evaluations.Relations ends) {
        List<Relation> instances = circuit.instances();
        List<MatrixRelation> relations = new ArrayList<>();
        List<SumcheckStatement> statements = new ArrayList<>();
        List<Extension> biases = new ArrayList<>();
        List<SumcheckPolynomial> summands = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            if (instances.get(i) instanceof Relation.Rescaling rescaling && rescaling.linear().isPresent()) {
                MatrixRelation relation = new MatrixRelation(rescaling, ends.pointOf(rescaling.grid().variables()));
                MatrixTables tables = MatrixTables.of(relation, model, operand(relation.op()), workers);
                Extension bias = tables.bias();
                transcript.send(ArgumentLabels.BIAS, bias);
                Extension accumulator = ((RelationValues.Rescaling) ends.values().get(i)).accumulator();
                relations.add(relation);
                biases.add(bias);
                statements.add(new SumcheckStatement(relation.variables(), relation.degree(), relation.claim(accumulator, bias)));
                summands.add(tables.summand());
            }
        }
        SumcheckBatch batch = new SumcheckBatch(statements, transcript.challenge(ArgumentLabels.MU_MATRIX));
        SumcheckOutcome outcome = SumcheckProver.prove(new BatchPolynomial(batch, summands), batch.combined().claim(), transcript);
        List<Evaluations.MatrixValues> values = new ArrayList<>();
        for (int i = 0; i < relations.size(); i++) {
            ProductSummand summand = (ProductSummand) summands.get(i);
            int tables = summand.degree();
            Extension operand = summand.value(tables - 2);
            Extension weight = summand.value(tables - 1);
            boolean publicOperand = ((IntegerOp.Linear) relations.get(i).relation().source()).input() == 0;
            if (publicOperand) {
                transcript.send(ArgumentLabels.MATRIX_VALUES, weight);
            } else {
                transcript.send(ArgumentLabels.MATRIX_VALUES, operand, weight);
            }
            values.add(new Evaluations.MatrixValues(biases.get(i), operand, weight));
        }
        return new Evaluations.Matrices(outcome.point(), values);
    }

    /// The tensor that a linear operation reads.
    int[] operand(IntegerOp.Linear op) {
        return witness.tensors()[op.input()];
    }

    private Opening mergeCode(List<Claims.OfCode> claims, Extension gamma) {
        List<CodeMerge.Weighted> functionals = new ArrayList<>();
        Extension factor = Extension.ONE;
        Extension sum = Extension.ZERO;
        for (Claims.OfCode claim : claims) {
            functionals.add(new CodeMerge.Weighted(factor, claim.functional()));
            sum = sum.plus(factor.times(claim.value()));
            factor = factor.times(gamma);
        }
        CodeMerge merge = new CodeMerge(model.code().cells(), model.commitment().shape(), functionals, workers);
        SumcheckOutcome outcome = SumcheckProver.prove(merge, sum, transcript);
        transcript.send(ArgumentLabels.CODE_VALUE, merge.value());
        return new Opening(model.commitment(), outcome.point(), merge.value(), Optional.of(merge.folded()));
    }

    private Opening mergeWitness(List<Claims.OfWitness> claims, Extension gamma, Commitment committed) {
        int variables = circuit.witness().variables();
        ExtensionVector weights = new ExtensionVector(1 << variables);
        Extension factor = Extension.ONE;
        Extension sum = Extension.ZERO;
        for (Claims.OfWitness claim : claims) {
            claim.functional().accumulate(factor, weights);
            sum = sum.plus(factor.times(claim.value()));
            factor = factor.times(gamma);
        }
        ProductPolynomial merge = new ProductPolynomial(table(new Column(0, witness.cells().length), variables), weights);
        SumcheckOutcome outcome = SumcheckProver.prove(merge, sum, transcript);
        transcript.send(ArgumentLabels.WITNESS_VALUE, merge.first());
        return new Opening(committed, outcome.point(), merge.first());
    }
}
