package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Point;
import java.util.List;

/// Several statements in one run: Σ_i μ^i · instance_i.
///
/// An instance of m variables in a run of n counts as its table times 2^−(n−m) over all 2^n cells: its sum stays its
/// claim, in round i < n − m its round polynomial is the constant claim/2^(i+1), and its point is the last m challenges.
///
/// **Soundness**: (instances − 1)/|F| for μ, beside the run's own error.
///
/// @param instances at least one
/// @param mu drawn after all claims were absorbed
public record SumcheckBatch(List<SumcheckStatement> instances, Extension mu) {
    public SumcheckBatch {
        instances = List.copyOf(instances);
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("at least one statement expected");
        }
    }

    /// The run's own statement: rounds and degree are the largest of any instance.
    public SumcheckStatement combined() {
        int rounds = 0;
        int degree = 1;
        Extension claim = Extension.ZERO;
        Extension weight = Extension.ONE;
        for (SumcheckStatement instance : instances) {
            rounds = Math.max(rounds, instance.rounds());
            degree = Math.max(degree, instance.degree());
            claim = claim.plus(weight.times(instance.claim()));
            weight = weight.times(mu);
        }
        return new SumcheckStatement(rounds, degree, claim);
    }

    /// What the run's final claim must be, given each instance's value at its own point.
    public Extension expected(List<Extension> values) {
        if (values.size() != instances.size()) {
            throw new IllegalArgumentException("a value for each of " + instances.size() + " instances expected, found " + values.size());
        }
        int rounds = combined().rounds();
        Extension sum = Extension.ZERO;
        Extension weight = Extension.ONE;
        for (int i = 0; i < values.size(); i++) {
            long late = Goldilocks.pow(Goldilocks.HALF, rounds - instances.get(i).rounds());
            sum = sum.plus(weight.times(values.get(i)).timesBase(late));
            weight = weight.times(mu);
        }
        return sum;
    }

    /// The point of instance `index`, given the run's.
    public Point pointOf(int index, Point run) {
        return run.last(instances.get(index).rounds());
    }
}
