package dev.credence.verification.argument;

import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.commitment.OpeningBudget;
import dev.credence.proof.soundness.ErrorTerm;
import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.SoundnessRound;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.CodeLayout;
import dev.credence.verification.circuit.Relation;
import java.util.ArrayList;
import java.util.List;

/// What an argument or a registration is worth, round by round (docs/soundness.md): a function of suite and program.
public final class ArgumentBudget {
    /// A value and its bus.
    private static final int LOOKUP_WIDTH = 2;

    private ArgumentBudget() {}

    public static SoundnessBudget of(Suite suite, Circuit circuit) {
        int witness = circuit.witness().variables();
        int code = circuit.code().variables();
        int largest = circuit.zeroCheckVariables();
        long linears = circuit.linears().size();
        // At most y, e, rem and an operand for each operation, three of the lookups and one of the pools; fewer on the weights.
        long claims = 4L * circuit.relations().size() + 4;
        List<SoundnessRound> rounds = new ArrayList<>();
        rounds.add(new SoundnessRound(
                "challenges for the witness",
                List.of(
                        ErrorTerm.evaluation("equations at a random point", largest),
                        ErrorTerm.evaluation("pooling constraints at a random point", circuit.poolVariables()),
                        ErrorTerm.lookup("lookups", circuit.witness().cells(), LOOKUP_WIDTH)),
                suite.grindingBits()));
        rounds.add(SoundnessRound.of("sum of the lookups", fractional(witness)));
        rounds.add(SoundnessRound.of(
                "zero-check",
                ErrorTerm.evaluation("two equations in one", 1),
                ErrorTerm.combination("relations", circuit.instances().size()),
                ErrorTerm.sumcheck("sumcheck", degree(circuit.instances()) * largest)));
        rounds.add(SoundnessRound.of(
                "matrix products",
                ErrorTerm.combination("products", linears),
                ErrorTerm.sumcheck("sumcheck", 3L * code)));
        rounds.add(SoundnessRound.of(
                "merging of claims",
                ErrorTerm.combination("claims", claims),
                ErrorTerm.sumcheck("sumcheck on the weights", 2L * code),
                ErrorTerm.sumcheck("sumcheck on the witness", 2L * witness)));
        rounds.addAll(OpeningBudget.rounds(suite, List.of(
                CommitmentShape.ofCode(suite, circuit.code().cells()), CommitmentShape.ofWitness(suite, circuit.witness().cells()))));
        return SoundnessBudget.of(suite, rounds);
    }

    /// Of a registration.
    public static SoundnessBudget of(Suite suite, CodeLayout layout) {
        List<SoundnessRound> rounds = new ArrayList<>();
        rounds.add(new SoundnessRound(
                "challenge for the weights",
                List.of(ErrorTerm.lookup("weights in their table", layout.cells() + (long) RegistrationStatement.VALUES, 1)),
                suite.grindingBits()));
        rounds.add(SoundnessRound.of("sum over the weights", fractional(layout.variables())));
        rounds.addAll(OpeningBudget.rounds(suite, List.of(CommitmentShape.ofCode(suite, layout.cells()))));
        return SoundnessBudget.of(suite, rounds);
    }

    // Layer k: a sumcheck of degree 3 over k variables, λ and ρ.
    private static ErrorTerm fractional(int layers) {
        long degrees = 0;
        for (int layer = 0; layer < layers; layer++) {
            degrees += 3L * layer + 2;
        }
        return ErrorTerm.sumcheck("layers", degrees);
    }

    private static long degree(List<Relation> relations) {
        return relations.stream().mapToInt(Relation::degree).max().orElse(1);
    }
}
