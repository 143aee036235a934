package dev.credence.operator.prove;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.integer.IntegerInterpreter;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.IntegerWitness;
import dev.credence.inference.integer.ReferenceIntegerKernels;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.argument.ArgumentVerifier;
import dev.credence.verification.circuit.CircuitException;
import java.util.List;
import java.util.random.RandomGenerator;

/// A committed model, one execution of it, and what an honest prover states about it.
record Proven(CommittedModel model, IntegerWitness execution, ArgumentStatement statement) {
    static Proven of(IntegerModel model, RandomGenerator random) throws CircuitException {
        IntegerTensor input = model.program().input().tensor();
        byte[] x = new byte[input.elements()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (byte) random.nextInt(input.range().low(), input.range().high() + 1);
        }
        return of(model, x);
    }

    private static Proven of(IntegerModel model, byte[] x) throws CircuitException {
        CommittedModel committed = CommittedModel.commit(model, Suite.UD_100, CodewordStore::inMemory, Workers.ALONE);
        IntegerTensor input = model.program().input().tensor();
        IntegerWitness execution = IntegerInterpreter.run(model, x, ReferenceIntegerKernels.INSTANCE);
        List<IntegerTensor> types = model.program().tensors();
        byte[] y = execution.tensors()[types.size() - 1];
        ArgumentStatement statement = new ArgumentStatement(
                Suite.UD_100,
                new ArgumentStatement.Model(digest("manifest"), model.program(), committed.root()),
                new ArgumentStatement.Request(Bytes.ofUtf8("nonce"), digest("request"), digest("answer")),
                input.range().values(x),
                types.getLast().range().values(y));
        return new Proven(committed, execution, statement);
    }

    private static Digest digest(String text) {
        return Sha256.of(Bytes.ofUtf8(text));
    }

    Witness witness() {
        return Witness.of(model.circuit(), model.model().weights(), execution);
    }

    Bytes prove() {
        return ArgumentProver.prove(model, statement, execution, Workers.ALONE);
    }

    /// Proves as an honest prover would, but from `witness`.
    Bytes prove(Witness witness) {
        return prove(model, witness, statement);
    }

    Bytes prove(CommittedModel own, Witness witness, ArgumentStatement stated) {
        return new ArgumentProver(own, stated, witness, Workers.ALONE, new ProverTranscript()).prove();
    }

    /// Another model on the same input.
    Proven running(IntegerModel other) throws CircuitException {
        return of(other, execution.tensors()[0]);
    }

    /// The statement with another output.
    ArgumentStatement stating(int[] output) {
        return new ArgumentStatement(statement.suite(), statement.model(), statement.request(), statement.input(), output);
    }

    ArgumentOutcome verify(Bytes proof) {
        return ArgumentVerifier.verify(statement, proof);
    }
}
