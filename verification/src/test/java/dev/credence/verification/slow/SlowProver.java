package dev.credence.verification.slow;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Cells;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.Commitment;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.commitment.Opening;
import dev.credence.proof.commitment.OpeningProver;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalProver;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.sumcheck.BatchPolynomial;
import dev.credence.proof.sumcheck.CompositePolynomial;
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
import dev.credence.verification.circuit.MatrixRelation;
import dev.credence.verification.circuit.PublicTensors;
import dev.credence.verification.circuit.Relation;
import dev.credence.verification.circuit.RelationValues;
import dev.credence.verification.circuit.Table;
import dev.credence.verification.circuit.WitnessLayout;
import java.util.ArrayList;
import java.util.List;

/// A prover by the specification, from tables of 2^n cells, without any care for speed. Whatever cells it is given as the witness and
/// as the code, it proves as consistently as they allow: with false ones this is a cheating prover.
public class SlowProver {
    private final Circuit circuit;
    private final Subject subject;
    private final ProverTranscript transcript;
    private final Suite suite;
    private final ExtensionVector witness;
    private final ExtensionVector code;
    private final SlowTables tables;

    /// What is proved.
    ///
    /// @param model from which accumulators come; the code behind it need not be what is committed
    /// @param code  the cells of W that are committed
    /// @param cells of the witness, canonical elements of GF(p)
    public record Subject(ArgumentStatement statement, IntegerModel model, byte[] code, long[] cells) {}

    protected SlowProver(Circuit circuit, Subject subject, ProverTranscript transcript) {
        this.circuit = circuit;
        this.subject = subject;
        this.transcript = transcript;
        this.suite = subject.statement().suite();
        this.tables = new SlowTables(circuit, subject.model());
        this.witness = new ExtensionVector(1 << circuit.witness().variables());
        System.arraycopy(subject.cells(), 0, witness.c0(), 0, subject.cells().length);
        this.code = new ExtensionVector(1 << circuit.code().variables());
        for (int i = 0; i < subject.code().length; i++) {
            code.c0()[i] = Goldilocks.fromSigned(subject.code()[i]);
        }
    }

    /// The commitment to a code.
    public static Commitment commit(Suite suite, byte[] code) {
        CommitmentShape shape = CommitmentShape.ofCode(suite, code.length);
        return Commitment.commit(shape, new Cells.OfBytes(code), CodewordStore.inMemory(shape), Workers.ALONE);
    }

    public static Bytes prove(Circuit circuit, Subject subject) {
        return prove(circuit, subject, new ProverTranscript());
    }

    public static Bytes prove(Circuit circuit, Subject subject, ProverTranscript transcript) {
        return new SlowProver(circuit, subject, transcript).proof();
    }

    /// Changes the table of operands of a matrix product before it is summed; honest provers change nothing.
    protected void operands(MatrixRelation product, ExtensionVector table) {}

    /// Changes the accumulators of a linear operation before they are used.
    protected void accumulators(Relation.Rescaling relation, ExtensionVector table) {}

    /// Is told where a matrix product ended.
    protected void ended(MatrixRelation product, Point end) {}

    /// Proves.
    public Bytes proof() {
        run();
        return transcript.proof();
    }

    private void run() {
        subject.statement().absorbInto(transcript::absorb);
        CommitmentShape shape = CommitmentShape.ofWitness(suite, circuit.witness().cells());
        Commitment ofWitness =
                Commitment.commit(shape, new Cells.OfElements(subject.cells()), CodewordStore.inMemory(shape), Workers.ALONE);
        transcript.sendDigest(ArgumentLabels.WITNESS, ofWitness.root());
        transcript.grind(ArgumentLabels.GRIND, suite.grindingBits());
        Point tau = challenges(ArgumentLabels.TAU, circuit.zeroCheckVariables());
        Point poolPoint = challenges(ArgumentLabels.TAU_LINEAR, circuit.poolVariables());
        Evaluations.Lookups lookups = lookups();
        Evaluations.Relations relations = relations(tau);
        Evaluations.Matrices matrices = matrices(relations);
        Extension gamma = transcript.challenge(ArgumentLabels.GAMMA);
        PublicTensors publics = PublicTensors.of(circuit, subject.statement().input(), subject.statement().output()).orElseThrow();
        Claims claims = Claims.of(circuit, publics, new Evaluations(lookups, relations, matrices, poolPoint));
        Opening code = mergeCode(claims, gamma);
        Opening opened = mergeWitness(ofWitness, claims, gamma);
        OpeningProver.prove(suite, transcript, List.of(code, opened), Workers.ALONE);
    }

    private Point challenges(String label, int count) {
        List<Extension> coordinates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            coordinates.add(transcript.challenge(label));
        }
        return new Point(coordinates);
    }

    private Evaluations.Lookups lookups() {
        Extension alpha = transcript.challenge(ArgumentLabels.ALPHA);
        Extension beta = transcript.challenge(ArgumentLabels.BETA);
        ExtensionVector numerators = new ExtensionVector(witness.length());
        ExtensionVector denominators = new ExtensionVector(witness.length());
        for (int i = 0; i < witness.length(); i++) {
            denominators.set(i, Extension.ONE);
        }
        for (WitnessLayout.Lookup lookup : circuit.witness().lookups()) {
            for (int i = lookup.column().offset(); i < lookup.column().end(); i++) {
                numerators.set(i, Extension.ONE);
                denominators.set(i, alpha.minus(Extension.of(lookup.table().bus())).minus(beta.times(witness.get(i))));
            }
        }
        for (Table table : circuit.witness().tables()) {
            Column column = circuit.witness().multiplicities(table);
            for (int row = 0; row < table.rows(); row++) {
                numerators.set(column.offset() + row, witness.get(column.offset() + row).negate());
                Extension value = beta.times(Extension.ofSigned(table.low() + row));
                denominators.set(column.offset() + row, alpha.minus(Extension.of(table.bus())).minus(value));
            }
        }
        FractionalOutcome sum = FractionalProver.prove(numerators, denominators, transcript);
        return new Evaluations.Lookups(sum.point(), sum.leaf().numerator(), sum.leaf().denominator(), alpha, beta);
    }

    // Tables of one instance of the zero-check, in the order of its values; accumulators over the real cells, as the equations read no other.
    private record Instance(Relation relation, CompositePolynomial polynomial, List<ExtensionVector> values) {}

    private Evaluations.Relations relations(Point tau) {
        Extension lambda = transcript.challenge(ArgumentLabels.LAMBDA);
        Extension mu = transcript.challenge(ArgumentLabels.MU);
        List<Instance> instances = circuit.instances().stream().map(relation -> instance(relation, tau, lambda)).toList();
        SumcheckBatch batch = new SumcheckBatch(
                instances.stream().map(i -> new SumcheckStatement(i.relation.grid().variables(), i.relation.degree(), Extension.ZERO)).toList(), mu);
        List<SumcheckPolynomial> polynomials = new ArrayList<>(instances.stream().map(Instance::polynomial).toList());
        SumcheckOutcome outcome = SumcheckProver.prove(new BatchPolynomial(batch, polynomials), batch.combined().claim(), transcript);
        List<RelationValues> values = new ArrayList<>();
        for (Instance instance : instances) {
            Point point = outcome.point().last(instance.relation.grid().variables());
            List<Extension> at = instance.values.stream().map(table -> Multilinear.evaluate(table, point)).toList();
            values.add(send(instance.relation, at));
        }
        return new Evaluations.Relations(outcome.point(), values);
    }

    private RelationValues send(Relation relation, List<Extension> at) {
        if (relation instanceof Relation.Rescaling rescaling) {
            List<Extension> sent = new ArrayList<>(at);
            if (rescaling.result().isEmpty()) {
                sent.remove(2);
            }
            if (rescaling.linear().isEmpty()) {
                sent.remove(1);
            }
            transcript.send(ArgumentLabels.VALUES, sent.toArray(Extension[]::new));
            return new RelationValues.Rescaling(at.get(0), at.get(1), at.get(2), at.get(3), at.get(4));
        }
        transcript.send(ArgumentLabels.VALUES, at.toArray(Extension[]::new));
        return new RelationValues.Pooling(at.get(0), at.get(1));
    }

    private Instance instance(Relation relation, Point tau, Extension lambda) {
        Point own = tau.last(relation.grid().variables());
        List<ExtensionVector> values =
                switch (relation) {
                    case Relation.Pooling pooling -> List.of(column(relation, pooling.first()), column(relation, pooling.second()));
                    case Relation.Rescaling rescaling -> List.of(
                            accumulators(rescaling),
                            multipliers(rescaling),
                            result(rescaling),
                            limbs(relation, rescaling.excess()),
                            limbs(relation, rescaling.remainder()));
                };
        List<ExtensionVector> folded = new ArrayList<>(values.stream().map(ExtensionVector::copy).toList());
        ExtensionVector eq = Eq.table(own);
        for (int cell = 0; cell < eq.length(); cell++) {
            boolean real = cell >> relation.grid().positionVariables() < relation.grid().channels()
                    && (cell & ((1 << relation.grid().positionVariables()) - 1)) < relation.grid().positions();
            if (!real) {
                eq.set(cell, Extension.ZERO);
            }
        }
        folded.add(eq);
        CompositePolynomial polynomial = new CompositePolynomial(folded, relation.degree(), at -> {
            RelationValues here = relation instanceof Relation.Rescaling
                    ? new RelationValues.Rescaling(at.get(0), at.get(1), at.get(2), at.get(3), at.get(4))
                    : new RelationValues.Pooling(at.get(0), at.get(1));
            return at.getLast().times(here.residual(relation, lambda));
        });
        return new Instance(relation, polynomial, values);
    }

    // acc as the product of the padded matrices says it, in the padding too: bias and weights there are those of the committed code.
    private ExtensionVector accumulators(Relation.Rescaling relation) {
        if (relation.linear().isEmpty()) {
            return SlowTables.padded(relation.grid(), tables.accumulators(relation, tensors()));
        }
        ExtensionVector table = tables.linearAccumulators(relation, tensors()[relation.linear().get().input()], code);
        accumulators(relation, table);
        return table;
    }

    private ExtensionVector multipliers(Relation.Rescaling relation) {
        ExtensionVector table = new ExtensionVector(1 << relation.grid().variables());
        for (int cell = 0; cell < table.length(); cell++) {
            table.set(
                    cell,
                    relation.linear().isPresent()
                            ? tables.digits(relation, 4, cell >> relation.grid().positionVariables(), code)
                            : Extension.of(relation.constant()));
        }
        return table;
    }

    private ExtensionVector result(Relation.Rescaling relation) {
        if (relation.result().isPresent()) {
            return column(relation, relation.result().get());
        }
        long[] y = java.util.Arrays.stream(subject.statement().output()).asLongStream().toArray();
        return SlowTables.padded(relation.grid(), y);
    }

    private ExtensionVector column(Relation relation, Column column) {
        ExtensionVector table = new ExtensionVector(1 << relation.grid().variables());
        for (int i = 0; i < column.length(); i++) {
            int row = i / relation.grid().positions();
            table.set((row << relation.grid().positionVariables()) + i % relation.grid().positions(), witness.get(column.offset() + i));
        }
        return table;
    }

    private ExtensionVector limbs(Relation relation, List<Column> columns) {
        ExtensionVector sum = new ExtensionVector(1 << relation.grid().variables());
        for (int i = 0; i < columns.size(); i++) {
            ExtensionVector limb = column(relation, columns.get(i));
            for (int cell = 0; cell < sum.length(); cell++) {
                sum.set(cell, sum.get(cell).plus(limb.get(cell).timesBase(1L << (8 * i))));
            }
        }
        return sum;
    }

    // All tensors as they stand in the witness, signed; what is not small is left as the field's element.
    private long[][] tensors() {
        long[][] tensors = new long[circuit.tensors().size()][];
        for (int t = 0; t < tensors.length; t++) {
            if (circuit.column(t).isPresent()) {
                Column column = circuit.column(t).get();
                tensors[t] = new long[column.length()];
                for (int i = 0; i < column.length(); i++) {
                    long element = witness.c0()[column.offset() + i];
                    tensors[t][i] = element < 0 ? element - Goldilocks.MODULUS : element;
                }
            } else {
                int[] known = t == 0 ? subject.statement().input() : subject.statement().output();
                tensors[t] = java.util.Arrays.stream(known).asLongStream().toArray();
            }
        }
        return tensors;
    }

    private Evaluations.Matrices matrices(Evaluations.Relations relations) {
        List<MatrixRelation> products = circuit.products(relations.point());
        List<Extension> biases = new ArrayList<>();
        for (MatrixRelation product : products) {
            Extension bias = tables.bias(product, code);
            biases.add(bias);
            transcript.send(ArgumentLabels.BIAS, bias);
        }
        Extension mu = transcript.challenge(ArgumentLabels.MU_MATRIX);
        List<SumcheckStatement> sums = new ArrayList<>();
        List<SumcheckPolynomial> polynomials = new ArrayList<>();
        List<ExtensionVector> operands = new ArrayList<>();
        List<ExtensionVector> weights = new ArrayList<>();
        for (int i = 0; i < products.size(); i++) {
            MatrixRelation product = products.get(i);
            sums.add(new SumcheckStatement(
                    product.variables(), product.degree(), product.claim(relations.accumulator(circuit, product), biases.get(i))));
            ExtensionVector table = SlowTables.operand(product, tensors()[product.op().input()]);
            operands(product, table);
            operands.add(table);
            weights.add(tables.weightTable(product, code));
            if (product.isGrouped()) {
                ExtensionVector eq = SlowTables.channelEq(product, product.channelPoint());
                polynomials.add(new CompositePolynomial(
                        List.of(eq, operands.get(i).copy(), weights.get(i).copy()), 3, at -> at.get(0).times(at.get(1)).times(at.get(2))));
            } else {
                polynomials.add(new ProductPolynomial(operands.get(i).copy(), weights.get(i).copy()));
            }
        }
        SumcheckBatch batch = new SumcheckBatch(sums, mu);
        SumcheckOutcome outcome = SumcheckProver.prove(new BatchPolynomial(batch, polynomials), batch.combined().claim(), transcript);
        List<Evaluations.MatrixValues> values = new ArrayList<>();
        for (int i = 0; i < products.size(); i++) {
            Point end = outcome.point().last(products.get(i).variables());
            ended(products.get(i), end);
            Extension operand = Multilinear.evaluate(operands.get(i), end);
            Extension weight = Multilinear.evaluate(weights.get(i), end);
            if (circuit.column(products.get(i).op().input()).isPresent()) {
                transcript.send(ArgumentLabels.MATRIX_VALUES, operand, weight);
            } else {
                transcript.send(ArgumentLabels.MATRIX_VALUES, weight);
            }
            values.add(new Evaluations.MatrixValues(biases.get(i), operand, weight));
        }
        return new Evaluations.Matrices(outcome.point(), values);
    }

    private Opening mergeCode(Claims claims, Extension gamma) {
        ExtensionVector weights = new ExtensionVector(code.length());
        Extension claim = Extension.ZERO;
        List<Extension> powers = gamma.powers(claims.code().size());
        for (int j = 0; j < powers.size(); j++) {
            claims.code().get(j).functional().accumulate(powers.get(j), weights);
            claim = claim.plus(powers.get(j).times(claims.code().get(j).value()));
        }
        SumcheckOutcome outcome = SumcheckProver.prove(new ProductPolynomial(code.copy(), weights), claim, transcript);
        Extension value = Multilinear.evaluate(code, outcome.point());
        transcript.send(ArgumentLabels.CODE_VALUE, value);
        return new Opening(commit(suite, subject.code()), outcome.point(), value);
    }

    private Opening mergeWitness(Commitment commitment, Claims claims, Extension gamma) {
        ExtensionVector weights = new ExtensionVector(witness.length());
        Extension claim = Extension.ZERO;
        List<Extension> powers = gamma.powers(claims.witness().size());
        for (int j = 0; j < powers.size(); j++) {
            claims.witness().get(j).functional().accumulate(powers.get(j), weights);
            claim = claim.plus(powers.get(j).times(claims.witness().get(j).value()));
        }
        SumcheckOutcome outcome = SumcheckProver.prove(new ProductPolynomial(witness.copy(), weights), claim, transcript);
        Extension value = Multilinear.evaluate(witness, outcome.point());
        transcript.send(ArgumentLabels.WITNESS_VALUE, value);
        return new Opening(commitment, outcome.point(), value);
    }
}
