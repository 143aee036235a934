package dev.credence.verification.circuit;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.AccumulatorBounds;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.Rescale;
import dev.credence.proof.multilinear.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An integer program as relations over committed columns: declared once, for prover and verifier.
///
/// A pure function of the program. No weight and no parameter of a proof goes into it.
public final class Circuit {
    /// Wires that a verifier follows for one operation.
    public static final int WIRES_MAX = 1 << 20;

    /// Wires that a verifier follows altogether.
    public static final long WIRES_TOTAL_MAX = 1 << 22;

    private final IntegerProgram program;
    private final List<IntegerTensor> tensors;
    private final List<Relation> relations;
    private final List<Relation> instances;
    private final List<Relation.Rescaling> linears;
    private final CodeLayout code;
    private final WitnessLayout witness;

    private Circuit(IntegerProgram program, List<Relation> relations, CodeLayout code, WitnessLayout witness) {
        this.program = program;
        this.tensors = List.copyOf(program.tensors());
        this.relations = List.copyOf(relations);
        this.instances = this.relations.stream().filter(Circuit::isInstance).toList();
        this.linears = this.relations.stream()
                .filter(Relation.Rescaling.class::isInstance)
                .map(Relation.Rescaling.class::cast)
                .filter(relation -> relation.linear().isPresent())
                .toList();
        this.code = code;
        this.witness = witness;
    }

    /// @throws CircuitException if no argument can be made for `program`
    public static Circuit of(IntegerProgram program) throws CircuitException {
        // Bounds and limits first: what follows allocates in proportion to what they admit.
        List<Optional<AccumulatorBounds>> bounds;
        try {
            bounds = AccumulatorBounds.of(program);
        } catch (RefusedException refused) {
            throw new CircuitException(CircuitFault.ACCUMULATOR_OVERFLOW, refused.getMessage());
        }
        checkWires(program);
        CodeLayout code = CodeLayout.of(program);
        WitnessLayout.Builder places = new WitnessLayout.Builder();
        List<IntegerTensor> types = program.tensors();
        List<Relation> relations = new ArrayList<>();
        for (int op = 0; op < program.ops().size(); op++) {
            relations.add(relation(types, op, program.ops().get(op), bounds.get(op), places));
        }
        return new Circuit(program, relations, code, places.build());
    }

    private static void checkWires(IntegerProgram program) throws CircuitException {
        long total = 0;
        for (IntegerOp op : program.ops()) {
            long wires = Math.max(wires(op), operandCells(op));
            total += wires;
            if (wires > WIRES_MAX || total > WIRES_TOTAL_MAX) {
                throw new CircuitException(CircuitFault.WIRING_TOO_LARGE, "layer " + op.name() + " with " + wires + " wires");
            }
        }
    }

    /// Pairs of an input's cell and a sum in which the verifier has to find it.
    private static long wires(IntegerOp op) {
        return switch (op) {
            case IntegerOp.Linear linear -> (long) linear.gather().groups() * linear.gather().terms() * linear.gather().positions();
            case IntegerOp.AveragePool pool -> (long) pool.outputs() * pool.planes().window().taps();
            case IntegerOp.MaxPool pool -> (long) pool.outputs() * pool.planes().window().taps();
            case IntegerOp.Add add -> 2L * add.outputs();
            case IntegerOp.Requantise requantise -> requantise.outputs();
        };
    }

    /// Cells of the operand over which weights are spread out.
    private static long operandCells(IntegerOp op) {
        return switch (op) {
            case IntegerOp.Linear linear -> linear.gather().inputs();
            case IntegerOp.AveragePool pool -> pool.planes().inputs();
            case IntegerOp.MaxPool pool -> pool.planes().inputs();
            case IntegerOp.Add add -> add.outputs();
            case IntegerOp.Requantise requantise -> requantise.outputs();
        };
    }

    private static Relation relation(
            List<IntegerTensor> types, int op, IntegerOp source, Optional<AccumulatorBounds> bounds, WitnessLayout.Builder places)
            throws CircuitException {
        boolean last = op == types.size() - 2;
        return switch (source) {
            case IntegerOp.MaxPool pool -> pooling(op, pool, types.get(pool.input()), last, places);
            case IntegerOp.Linear linear -> {
                Grid grid = new Grid(linear.channels(), linear.gather().positions());
                yield rescaling(new Computed(op, linear, List.of(types.get(linear.input())), grid), linear.rescale(), bounds, last, places);
            }
            case IntegerOp.Add add -> {
                List<IntegerTensor> operands = List.of(types.get(add.first().input()), types.get(add.second().input()));
                yield rescaling(new Computed(op, add, operands, Grid.line(add.outputs())), add.rescale(), bounds, last, places);
            }
            case IntegerOp.AveragePool pool -> {
                List<IntegerTensor> operands = List.of(types.get(pool.input()));
                yield rescaling(new Computed(op, pool, operands, Grid.line(pool.outputs())), pool.rescale(), bounds, last, places);
            }
            case IntegerOp.Requantise requantise -> {
                List<IntegerTensor> operands = List.of(types.get(requantise.input()));
                Computed computed = new Computed(op, requantise, operands, Grid.line(requantise.outputs()));
                yield rescaling(computed, requantise.rescale(), bounds, last, places);
            }
        };
    }

    private record Computed(int op, IntegerOp source, List<IntegerTensor> operands, Grid grid) {}

    private static Relation rescaling(
            Computed computed, Rescale rescale, Optional<AccumulatorBounds> bounds, boolean last, WitnessLayout.Builder places)
            throws CircuitException {
        AccumulatorBounds limits = bounds.orElseThrow();
        int cells = computed.grid().cells();
        Optional<Column> result = places.result(last, cells, Optional.of(Table.of(rescale.range())));
        List<Column> excess = places.limbs(limits.excessLimbs(), cells);
        List<Column> remainder = places.limbs(limits.remainderLimbs(), cells);
        return new Relation.Rescaling(
                computed.op(), computed.source(), computed.operands(), computed.grid(), rescale, result, excess, remainder);
    }

    private static Relation pooling(
            int op, IntegerOp.MaxPool pool, IntegerTensor operand, boolean last, WitnessLayout.Builder places) throws CircuitException {
        PoolTree tree = PoolTree.of(pool.planes());
        Optional<Column> result = places.result(last, pool.outputs(), Optional.empty());
        Column inner = places.place(tree.innerNodes());
        Table table = Table.ofDifferences(operand.range());
        Column first = places.place(tree.nodes(), table);
        Column second = places.place(tree.nodes(), table);
        return new Relation.Pooling(op, pool, operand.range(), tree, result, inner, first, second);
    }

    public IntegerProgram program() {
        return program;
    }

    /// Types of all tensors, the input's first.
    public List<IntegerTensor> tensors() {
        return tensors;
    }

    /// One for each operation, in program order.
    public List<Relation> relations() {
        return relations;
    }

    public CodeLayout code() {
        return code;
    }

    public WitnessLayout witness() {
        return witness;
    }

    /// Where tensor `tensor` lies in the witness; empty for the input and the output, which are public.
    public Optional<Column> column(int tensor) {
        return tensor == 0 ? Optional.empty() : relations.get(tensor - 1).result();
    }

    /// Those that take part in the zero-check, in program order.
    public List<Relation> instances() {
        return instances;
    }

    private static boolean isInstance(Relation relation) {
        return switch (relation) {
            case Relation.Rescaling _ -> true;
            case Relation.Pooling pooling -> pooling.hasNodes();
        };
    }

    /// Those with weights, in program order.
    public List<Relation.Rescaling> linears() {
        return linears;
    }

    /// The matrix relations at the end of a zero-check, one for each of `linears`.
    ///
    /// @param run the point of the zero-check's run
    public List<MatrixRelation> products(Point run) {
        return linears().stream().map(relation -> new MatrixRelation(relation, run.last(relation.grid().variables()))).toList();
    }

    /// The variables of the largest instance.
    public int zeroCheckVariables() {
        return instances().stream().mapToInt(relation -> relation.grid().variables()).max().orElse(0);
    }

    /// The linear constraints of all max-poolings.
    public int poolConstraints() {
        int sum = 0;
        for (Relation relation : relations) {
            if (relation instanceof Relation.Pooling pooling) {
                sum += PoolWeights.constraints(pooling);
            }
        }
        return sum;
    }

    /// The variables that number them.
    public int poolVariables() {
        int constraints = poolConstraints();
        return constraints == 0 ? 0 : Logarithm.ceil(constraints);
    }
}
