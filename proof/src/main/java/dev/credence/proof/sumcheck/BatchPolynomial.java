package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import java.util.List;

/// The summands of a `SumcheckBatch` as one.
public final class BatchPolynomial implements SumcheckPolynomial {
    private final List<SumcheckPolynomial> instances;
    // μ^i · 2^−(n−m)
    private final Extension[] weights;
    private final Extension[] claims;
    private final RoundPolynomial[] rounds;
    private final int degree;
    private int variables;

    /// @param summands in the batch's order, each with as many variables as its statement has rounds
    public BatchPolynomial(SumcheckBatch batch, List<? extends SumcheckPolynomial> summands) {
        if (summands.size() != batch.instances().size()) {
            throw new IllegalArgumentException("one summand for each of " + batch.instances().size() + " statements expected");
        }
        instances = List.copyOf(summands);
        weights = batch.mu().powers(summands.size()).toArray(Extension[]::new);
        claims = new Extension[summands.size()];
        rounds = new RoundPolynomial[summands.size()];
        SumcheckStatement combined = batch.combined();
        degree = combined.degree();
        variables = combined.rounds();
        for (int i = 0; i < claims.length; i++) {
            SumcheckStatement statement = batch.instances().get(i);
            if (instances.get(i).variables() != statement.rounds() || instances.get(i).degree() > statement.degree()) {
                throw new IllegalArgumentException("summand " + i + " does not fit its statement");
            }
            claims[i] = statement.claim();
            weights[i] = weights[i].timesBase(Goldilocks.pow(Goldilocks.HALF, variables - statement.rounds()));
        }
    }

    @Override
    public int variables() {
        return variables;
    }

    @Override
    public int degree() {
        return degree;
    }

    @Override
    public ExtensionVector round(Extension claim) {
        ExtensionVector sum = new ExtensionVector(degree);
        for (int i = 0; i < claims.length; i++) {
            ExtensionVector sent = waits(i) ? constant(i) : own(i);
            for (int j = 0; j < degree; j++) {
                sum.set(j, sum.get(j).plus(weights[i].times(sent.get(j))));
            }
        }
        return sum;
    }

    @Override
    public void bind(Extension r) {
        for (int i = 0; i < claims.length; i++) {
            if (!waits(i)) {
                claims[i] = rounds[i].at(r);
                instances.get(i).bind(r);
            }
        }
        variables--;
    }

    private boolean waits(int i) {
        return instances.get(i).variables() < variables;
    }

    /// The sum over the waiting variables but this round's leaves the claim so many times.
    private ExtensionVector constant(int i) {
        int waiting = variables - instances.get(i).variables();
        Extension value = claims[i].timesBase(Goldilocks.pow(2, waiting - 1));
        ExtensionVector values = new ExtensionVector(degree);
        for (int j = 0; j < degree; j++) {
            values.set(j, value);
        }
        return values;
    }

    private ExtensionVector own(int i) {
        rounds[i] = RoundPolynomial.of(claims[i], instances.get(i).round(claims[i])).extend(degree);
        return rounds[i].sent();
    }
}
