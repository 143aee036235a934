package dev.credence.node.hub;

import dev.credence.foundation.codec.JsonObject;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.argument.ArgumentSize;
import dev.credence.verification.circuit.Circuit;

/// Whether the answers of a published model can be proved, and at what cost; or why not.
public sealed interface Provability {
    /// What the hub tells of it.
    JsonObject json();

    /// They cannot.
    ///
    /// @param reason a clause that begins with the model's name
    record No(String reason) implements Provability {
        @Override
        public JsonObject json() {
            return JsonObject.builder().put("reason", reason).build();
        }
    }

    /// They can. All but `estimatedMillis` follows exactly from program and suite.
    ///
    /// @param parameters      weights and biases
    /// @param multiplyAdds    of one answer
    /// @param codeCells       that are committed once
    /// @param witnessCells    that every proof commits to
    /// @param size            bytes of a proof, and hashes of its verification, at most
    /// @param estimatedMillis of one proof on the machine of docs/performance.md, one thread, within a factor of two
    record Yes(Suite suite, long parameters, long multiplyAdds, long codeCells, long witnessCells, ArgumentSize size, long estimatedMillis)
            implements Provability {
        private static final long START_MILLIS = 8;
        private static final long WITNESS_CELLS_A_MILLI = 2_000;
        private static final long CODE_CELLS_A_MILLI = 100_000;

        static Yes of(Suite suite, Circuit circuit) {
            long parameters = circuit.program().linears().stream().mapToLong(op -> (long) op.weights() + op.channels()).sum();
            long code = circuit.code().cells();
            long witness = circuit.witness().cells();
            return new Yes(
                    suite,
                    parameters,
                    circuit.program().multiplyAdds(),
                    code,
                    witness,
                    ArgumentSize.of(suite, circuit),
                    START_MILLIS + witness / WITNESS_CELLS_A_MILLI + code / CODE_CELLS_A_MILLI);
        }

        @Override
        public JsonObject json() {
            return JsonObject.builder()
                    .put("suite", suite.id())
                    .put("parameters", parameters)
                    .put("multiplyAdds", multiplyAdds)
                    .put("codeCells", codeCells)
                    .put("witnessCells", witnessCells)
                    .put("proofBytesMax", size.bytesMax())
                    .put("verifyHashesMax", size.hashesMax())
                    .put("estimatedMillis", estimatedMillis)
                    .build();
        }
    }
}
