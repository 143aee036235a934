package dev.credence.node.proving;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.integer.IntegerInterpreter;
import dev.credence.inference.integer.IntegerKernels;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.IntegerWitness;
import dev.credence.node.world.Clock;
import dev.credence.operator.prove.ArgumentProver;
import dev.credence.operator.prove.CommittedModel;
import dev.credence.operator.prove.RegistrationProver;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.argument.ArgumentVerifier;
import dev.credence.verification.argument.RegistrationStatement;
import dev.credence.verification.argument.RegistrationVerifier;
import dev.credence.verification.circuit.CircuitException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Times a model's proofs, each under a nonce of its own and on an input of its own, and verifies every one.
///
/// All times in nanoseconds. `first` is the very first proof of the process; medians are over the last `proofs`.
///
/// @param prove     inference, witness, proof of work and proof
/// @param inference alone
/// @param proofBytes median
public record ProofMeasurement(
        Size size, long commitNanos, Registration registration, First first, int proofs, long prove, long verify, long inference, long proofBytes) {
    private static final int WARM_UP_MIN = 48;
    /// A model of this size takes few proofs to be warm, and much time for each.
    private static final long LARGE_PARAMETERS = 8L << 20;
    private static final int LARGE_WARM_UP = 8;

    /// What the model is.
    ///
    /// @param codewordBytes of the committed weights, tree included
    public record Size(long parameters, long multiplyAdds, int codeCells, int witnessCells, long codewordBytes) {}

    /// Once per model.
    public record Registration(long prove, long verify, long bytes) {}

    /// The first, cold one.
    public record First(long inference, long prove, long verify) {}

    /// @param proofs how many count; as many again, and at least 48, run before
    /// @throws IllegalStateException if a proof is not accepted
    public static ProofMeasurement of(IntegerModel model, IntegerKernels kernels, Workers workers, Clock clock, Function<CommitmentShape, CodewordStore> store, int proofs)
            throws CircuitException {
        long began = clock.steadyNanos();
        CommittedModel committed = CommittedModel.commit(model, Suite.UD_100, store, workers);
        long commit = clock.steadyNanos() - began;
        int before = model.parameters() > LARGE_PARAMETERS ? Math.min(proofs, LARGE_WARM_UP) : Math.max(proofs, WARM_UP_MIN);
        Run[] runs = new Run[before + proofs];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = run(committed, kernels, workers, clock, i);
        }
        List<Run> counted = Arrays.asList(runs).subList(runs.length - proofs, runs.length);
        CommitmentShape shape = committed.commitment().shape();
        Size size = new Size(
                model.parameters(),
                model.program().multiplyAdds(),
                committed.circuit().code().cells(),
                committed.circuit().witness().cells(),
                shape.codewordBytes() + shape.treeBytes());
        return new ProofMeasurement(
                size,
                commit,
                register(committed, workers, clock),
                new First(runs[0].inference(), runs[0].prove(), runs[0].verify()),
                proofs,
                median(counted.stream().mapToLong(Run::prove).toArray()),
                median(counted.stream().mapToLong(Run::verify).toArray()),
                median(counted.stream().mapToLong(Run::inference).toArray()),
                median(counted.stream().mapToLong(Run::bytes).toArray()));
    }

    private record Run(long inference, long prove, long verify, long bytes) {}

    private static Run run(CommittedModel committed, IntegerKernels kernels, Workers workers, Clock clock, int number) {
        IntegerModel model = committed.model();
        byte[] x = input(model.program().input().tensor(), number);
        long began = clock.steadyNanos();
        IntegerWitness execution = IntegerInterpreter.run(model, x, kernels);
        long inference = clock.steadyNanos() - began;
        ArgumentStatement statement = statement(committed, execution, number);
        Bytes proof = ArgumentProver.prove(committed, statement, execution, workers);
        long proved = clock.steadyNanos();
        ArgumentOutcome outcome = ArgumentVerifier.verify(statement, proof);
        long verified = clock.steadyNanos();
        accepted(outcome);
        return new Run(inference, proved - began, verified - proved, proof.length());
    }

    private static void accepted(ArgumentOutcome outcome) {
        if (outcome instanceof ArgumentOutcome.Refused refused) {
            throw new IllegalStateException("a proof of our own was refused: " + refused.refusal().sentence());
        }
    }

    // Values that differ from run to run and reach both ends of the range.
    private static byte[] input(IntegerTensor type, int number) {
        byte[] noise = Sha256.of(Bytes.ofUtf8("credence/bench/" + number)).bytes().toArray();
        int width = type.range().high() - type.range().low() + 1;
        byte[] x = new byte[type.elements()];
        for (int i = 0; i < x.length; i++) {
            int mixed = (noise[i % noise.length] & 0xff) + 37 * (i / noise.length) + number;
            x[i] = (byte) (type.range().low() + mixed % width);
        }
        return x;
    }

    private static ArgumentStatement statement(CommittedModel committed, IntegerWitness execution, int number) {
        List<IntegerTensor> types = committed.circuit().tensors();
        byte[][] tensors = execution.tensors();
        int[] x = types.getFirst().range().values(tensors[0]);
        int[] y = types.getLast().range().values(tensors[tensors.length - 1]);
        ArgumentStatement.Model model = new ArgumentStatement.Model(
                Sha256.of(Bytes.ofUtf8("manifest")), committed.model().program(), committed.root());
        ArgumentStatement.Request request = new ArgumentStatement.Request(
                Bytes.ofUtf8("nonce " + number), Sha256.of(ArgumentStatement.encode(x)), Sha256.of(ArgumentStatement.encode(y)));
        return new ArgumentStatement(Suite.UD_100, model, request, x, y);
    }

    private static Registration register(CommittedModel committed, Workers workers, Clock clock) {
        long began = clock.steadyNanos();
        Bytes proof = RegistrationProver.prove(committed, Suite.UD_100, workers);
        long proved = clock.steadyNanos();
        accepted(RegistrationVerifier.verify(
                new RegistrationStatement(Suite.UD_100, committed.model().program().encode(), committed.root()), proof));
        return new Registration(proved - began, clock.steadyNanos() - proved, proof.length());
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
