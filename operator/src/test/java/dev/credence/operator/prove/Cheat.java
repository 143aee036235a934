package dev.credence.operator.prove;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Cells;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.Commitment;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.circuit.Column;
import dev.credence.verification.circuit.Relation;
import dev.credence.verification.circuit.Table;
import dev.credence.verification.circuit.WitnessLayout;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Ways to lie about an execution and then prove consistently, each with the checks that may catch it.
///
/// A lie is one false step; whatever follows from it is made true, the answer that is stated included. So exactly one relation is false.
enum Cheat {
    /// The result one lower, and 2^s more in the remainder: the identity holds, a limb is no byte.
    REMAINDER(ProofFault.LOOKUP_SUM) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return rescaled(proven, random, (lie, relation, at) -> {
                int op = relation.op();
                if (lie.excess(relation, at) != 0 || !lie.canMove(op, at, -1)) {
                    return false;
                }
                long remainder = lie.remainder(relation, at);
                lie.result(op, at, -1);
                limbs(lie, relation.excess(), at, 0);
                int top = relation.remainder().size() - 1;
                lie.patch(relation.remainder().get(top).offset() + at, (int) (remainder >>> 8 * top) + 256);
                return true;
            });
        }
    },
    /// The result one lower or higher, and nothing else.
    RESULT(ProofFault.RELATION) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return rescaled(proven, random, (lie, relation, at) -> {
                int by = random.nextBoolean() ? 1 : -1;
                long excess = lie.excess(relation, at);
                if (!lie.canMove(relation.op(), at, by)) {
                    return false;
                }
                lie.result(relation.op(), at, by);
                limbs(lie, relation.excess(), at, excess);
                return true;
            });
        }
    },
    /// A result in the middle of its range said to be clamped.
    CLAMPED_INSIDE(ProofFault.RELATION) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return rescaled(proven, random, (lie, relation, at) -> {
                IntegerRange range = relation.rescale().range();
                int y = lie.value(relation.op() + 1, at);
                if (lie.excess(relation, at) != 0 || y - 1 <= range.low() || y >= range.high()) {
                    return false;
                }
                lie.result(relation.op(), at, -1);
                return true; // the excess follows: 1
            });
        }
    },
    /// Clamped to the other end, with an excess to match.
    CLAMPED_ELSEWHERE(ProofFault.RELATION) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return rescaled(proven, random, (lie, relation, at) -> {
                IntegerRange range = relation.rescale().range();
                if (lie.excess(relation, at) == 0) {
                    return false;
                }
                int width = range.high() - range.low();
                lie.result(relation.op(), at, lie.value(relation.op() + 1, at) == range.low() ? width : -width);
                return true;
            });
        }
    },
    /// A sign lost at a ReLU: the value below the range stands as it is, with no excess.
    UNCLAMPED(ProofFault.LOOKUP_SUM) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return rescaled(proven, random, (lie, relation, at) -> {
                long excess = lie.excess(relation, at);
                if (excess == 0 || excess > 1000 || relation.result().isEmpty()) {
                    return false;
                }
                int y = lie.value(relation.op() + 1, at);
                limbs(lie, relation.excess(), at, 0);
                long beyond = y == relation.rescale().range().low() ? y - excess : y + excess;
                lie.patch(relation.result().get().offset() + at, (int) beyond);
                lie.believe(relation.op() + 1, at, (int) beyond);
                return true;
            });
        }
    },
    /// A limb of the excess beyond a byte, balanced by the next one.
    LIMBS(ProofFault.LOOKUP_SUM) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return rescaled(proven, random, (lie, relation, at) -> {
                List<Column> columns = relation.remainder();
                long remainder = lie.remainder(relation, at);
                int limb = random.nextInt(columns.size() - 1);
                long next = remainder >>> 8 * (limb + 1) & 0xff;
                if (next == 0) {
                    return false;
                }
                lie.patch(columns.get(limb).offset() + at, (int) (remainder >>> 8 * limb & 0xff) + 256);
                lie.patch(columns.get(limb + 1).offset() + at, (int) next - 1);
                return true;
            });
        }
    },
    /// An accumulator that weights and operands do not give; results and remainders fit it.
    ACCUMULATOR(ProofFault.MATRIX, ProofFault.WITNESS_CLAIMS, ProofFault.PUBLIC_CLAIM) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return rescaled(proven, random, (lie, relation, at) -> {
                if (lie.accumulators[relation.op()] == null) {
                    return false;
                }
                lie.accumulators[relation.op()][at] += random.nextInt(1, 64);
                lie.rescale(relation.op());
                lie.follow(relation.op() + 1);
                return true;
            });
        }
    },
    /// One count more or less than there are cells.
    MULTIPLICITIES(ProofFault.LOOKUP_SUM) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            Lie lie = new Lie(proven);
            WitnessLayout layout = proven.model().circuit().witness();
            Table table = layout.tables().get(random.nextInt(layout.tables().size()));
            Column counts = layout.multiplicities(table);
            Witness witness = lie.uncounted();
            int cell = counts.offset() + random.nextInt(counts.length());
            witness.cells()[cell] += random.nextBoolean() ? 1 : -1 - witness.cells()[cell];
            return Optional.of(Forged.of(proven, lie, witness));
        }
    },
    /// A node of a pooling above both its operands.
    POOL_ABOVE(ProofFault.RELATION) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return pooled(proven, random, (lie, pool, node) -> {
                int[] operands = lie.operands(pool, node);
                if (Math.max(operands[0], operands[1]) == pool.range().high() || Math.min(operands[0], operands[1]) == pool.range().low()) {
                    return false;
                }
                lie.pool(pool, node, 1, true);
                lie.follow(pool.op() + 1);
                return true;
            });
        }
    },
    /// The smaller operand wins.
    POOL_SMALLER(ProofFault.LOOKUP_SUM) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return pooled(proven, random, (lie, pool, node) -> {
                int[] operands = lie.operands(pool, node);
                if (operands[0] == operands[1]) {
                    return false;
                }
                lie.pool(pool, node, -Math.abs(operands[0] - operands[1]), true);
                lie.follow(pool.op() + 1);
                return true;
            });
        }
    },
    /// A difference that is not that of value and operand.
    POOL_DIFFERENCE(ProofFault.WITNESS_CLAIMS) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            return pooled(proven, random, (lie, pool, node) -> {
                int[] operands = lie.operands(pool, node);
                if (operands[0] == operands[1]) {
                    return false;
                }
                // The one that is not zero, one less: the product stays zero, and it stays in its table.
                Column column = operands[0] < operands[1] ? pool.first() : pool.second();
                lie.patch(column.offset() + node, Math.abs(operands[0] - operands[1]) - 1);
                return true;
            });
        }
    },
    /// A linear operation reads something else than what was written.
    TWO_READERS(ProofFault.WITNESS_CLAIMS, ProofFault.MATRIX) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            List<Relation.Rescaling> linears = proven.model().circuit().linears();
            Relation.Rescaling relation = linears.get(random.nextInt(linears.size()));
            IntegerOp.Linear reader = relation.linear().orElseThrow();
            Lie lie = new Lie(proven);
            byte[] other = lie.tensors[reader.input()].clone();
            int cell = random.nextInt(other.length);
            IntegerRange range = relation.operands().getFirst().range();
            int value = range.value(other[cell]);
            other[cell] = (byte) (value == range.high() ? value - 1 : value + 1);
            int[] before = lie.accumulators[relation.op()];
            lie.accumulators[relation.op()] = lie.accumulate(relation.op(), reader, other);
            if (Arrays.equals(before, lie.accumulators[relation.op()])) {
                return Optional.empty();
            }
            lie.rescale(relation.op());
            lie.follow(relation.op() + 1);
            int[] believed = new int[other.length];
            for (int i = 0; i < believed.length; i++) {
                believed[i] = range.value(other[i]);
            }
            ArgumentStatement stated = proven.stating(lie.output());
            ArgumentProver prover = new ArgumentProver(proven.model(), stated, lie.witness(), Workers.ALONE, new ProverTranscript()) {
                @Override
                int[] operand(IntegerOp.Linear op) {
                    return op.equals(reader) ? believed : super.operand(op);
                }
            };
            return Optional.of(new Forged(stated, prover.prove()));
        }
    },
    /// The root of another witness than the one that is proved.
    SPLICED(ProofFault.OPENING_COLUMN, ProofFault.OPENING_CLAIM) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            Witness honest = proven.witness();
            int[] other = honest.cells().clone();
            other[random.nextInt(other.length)] += random.nextInt(1, 1000);
            CommitmentShape shape = CommitmentShape.ofWitness(proven.statement().suite(), other.length);
            return Optional.of(committing(proven, honest, shape, other));
        }
    },
    /// Something behind the last column.
    TAIL(ProofFault.WITNESS_CLAIMS) {
        @Override
        Optional<Forged> tell(Proven proven, RandomGenerator random) {
            Witness honest = proven.witness();
            int used = honest.cells().length;
            CommitmentShape shape = CommitmentShape.ofWitness(proven.statement().suite(), used);
            int room = shape.rows() << shape.columnsLog();
            if (room == used) {
                return Optional.empty();
            }
            int[] cells = Arrays.copyOf(honest.cells(), room);
            cells[random.nextInt(used, room)] = random.nextInt(1, 1000);
            Witness longer = new Witness(cells, honest.tensors(), honest.accumulators(), honest.multipliers());
            return Optional.of(committing(proven, longer, shape, cells));
        }
    };

    /// A false statement (or a false witness of a true one) and its proof.
    record Forged(ArgumentStatement statement, Bytes proof) {
        static Forged of(Proven proven, Lie lie, Witness witness) {
            ArgumentStatement stated = proven.stating(lie.output());
            return new Forged(stated, proven.prove(proven.model(), witness, stated));
        }
    }

    private static final int TRIES = 100;
    private final Set<ProofFault> faults;

    Cheat(ProofFault... faults) {
        this.faults = EnumSet.copyOf(List.of(faults));
    }

    /// The checks that may catch it.
    Set<ProofFault> faults() {
        return faults;
    }

    /// A lie at a random place; empty where this model has no place for it.
    abstract Optional<Forged> tell(Proven proven, RandomGenerator random);

    @FunctionalInterface
    interface RescalingLie {
        boolean tell(Lie lie, Relation.Rescaling relation, int at);
    }

    @FunctionalInterface
    interface PoolingLie {
        boolean tell(Lie lie, Relation.Pooling relation, int node);
    }

    static void limbs(Lie lie, List<Column> columns, int at, long value) {
        for (int limb = 0; limb < columns.size(); limb++) {
            lie.patch(columns.get(limb).offset() + at, (int) (value >>> 8 * limb & 0xff));
        }
    }

    static Optional<Forged> rescaled(Proven proven, RandomGenerator random, RescalingLie teller) {
        List<Relation> relations = proven.model().circuit().relations();
        for (int i = 0; i < TRIES; i++) {
            if (relations.get(random.nextInt(relations.size())) instanceof Relation.Rescaling relation) {
                Lie lie = new Lie(proven);
                if (teller.tell(lie, relation, random.nextInt(relation.grid().cells()))) {
                    return Optional.of(Forged.of(proven, lie, lie.witness()));
                }
            }
        }
        return Optional.empty();
    }

    static Optional<Forged> pooled(Proven proven, RandomGenerator random, PoolingLie teller) {
        List<Relation> relations = proven.model().circuit().relations();
        for (int i = 0; i < TRIES; i++) {
            if (relations.get(random.nextInt(relations.size())) instanceof Relation.Pooling relation && relation.hasNodes()) {
                Lie lie = new Lie(proven);
                if (teller.tell(lie, relation, random.nextInt(relation.tree().nodes()))) {
                    return Optional.of(Forged.of(proven, lie, lie.witness()));
                }
            }
        }
        return Optional.empty();
    }

    static Forged committing(Proven proven, Witness witness, CommitmentShape shape, int[] cells) {
        ArgumentProver prover = new ArgumentProver(proven.model(), proven.statement(), witness, Workers.ALONE, new ProverTranscript()) {
            @Override
            Commitment commitWitness() {
                return Commitment.commit(shape, new Cells.OfInts(cells), CodewordStore.inMemory(shape), Workers.ALONE);
            }
        };
        return new Forged(proven.statement(), prover.prove());
    }
}
