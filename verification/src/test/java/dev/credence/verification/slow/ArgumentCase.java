package dev.credence.verification.slow;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.argument.ArgumentVerifier;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.CircuitException;
import dev.credence.verification.circuit.CodeCells;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A tiny model with one execution of it, its statement, and all that a prover starts from.
public final class ArgumentCase {
    public final IntegerModel model;
    public final Circuit circuit;
    public final SlowWitness witness;
    public final byte[] code;
    public final ArgumentStatement statement;

    public ArgumentCase(IntegerModel model, RandomGenerator random) {
        this(model, TinyModels.input(model, random));
    }

    public ArgumentCase(IntegerModel model, byte[] input) {
        this.model = model;
        try {
            circuit = Circuit.of(model.program());
            code = CodeCells.of(model);
        } catch (CircuitException refused) {
            throw new IllegalArgumentException(refused);
        }
        witness = SlowWitness.of(circuit, model, input);
        statement = statement(witness.input(), witness.output());
    }

    /// The statement with another input or output.
    public ArgumentStatement statement(int[] input, int[] output) {
        Suite suite = Suite.UD_100;
        return new ArgumentStatement(
                suite,
                new ArgumentStatement.Model(Sha256.of(Bytes.ofUtf8("manifest")), model.program(), SlowProver.commit(suite, code).root()),
                new ArgumentStatement.Request(
                        Bytes.ofUtf8("nonce"), Sha256.of(Bytes.ofUtf8("request")), Sha256.of(Bytes.ofUtf8("answer"))),
                input,
                output);
    }

    /// The honest proof.
    public Bytes prove() {
        return prove(statement, witness.cells());
    }

    /// What a prover makes of these cells.
    ///
    /// @param cells signed
    public Bytes prove(ArgumentStatement about, long[] cells) {
        long[] elements = Arrays.stream(cells).map(Goldilocks::fromSigned).toArray();
        return SlowProver.prove(circuit, new SlowProver.Subject(about, model, code, elements));
    }

    /// The cells of the witness as elements of GF(p).
    public long[] elements() {
        return Arrays.stream(witness.cells()).map(Goldilocks::fromSigned).toArray();
    }

    /// What a prover makes of these elements.
    public Bytes proveElements(ArgumentStatement about, long[] elements) {
        return SlowProver.prove(circuit, new SlowProver.Subject(about, model, code, elements));
    }

    public ArgumentOutcome verify(Bytes proof) {
        return ArgumentVerifier.verify(statement, proof);
    }
}
