package dev.credence.proof.tiny;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.gkr.Fraction;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalProver;
import dev.credence.proof.gkr.FractionalVerifier;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.sumcheck.SumcheckBatch;
import dev.credence.proof.sumcheck.SumcheckOutcome;
import dev.credence.proof.sumcheck.SumcheckStatement;
import dev.credence.proof.sumcheck.SumcheckVerifier;
import dev.credence.proof.transcript.ChallengeTape;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProverTranscript;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Games against the verifiers in which every challenge, and every message where that is feasible, is tried.
public final class TinyGames {
    private static final List<Extension> ALL = all();

    private TinyGames() {}

    /// One round of degree `degree`: with every `step`th false claim and every message, for how many of the challenges the most
    /// successful message is accepted.
    public static int bestOfOneRound(int degree, int step) {
        List<ExtensionVector> tables = tables(degree, 2);
        Extension total = product(tables, 0).plus(product(tables, 1));
        int best = 0;
        for (int offset = 1; offset < ALL.size(); offset += step) {
            SumcheckStatement lie = new SumcheckStatement(1, degree, total.plus(ALL.get(offset)));
            for (ExtensionVector message : messages(degree)) {
                Bytes proof = sent(message);
                int accepted = 0;
                for (Extension r : ALL) {
                    accepted += accepts(lie, tables, proof, List.of(r)) ? 1 : 0;
                }
                best = Math.max(best, accepted);
            }
        }
        return best;
    }

    /// Two rounds of degree 1 with claim `offset` away from the truth: of the 625 pairs of challenges, how many the best
    /// prover wins that sees the first challenge before it sends its second message; of first messages, every `step`th
    /// is tried.
    public static int valueOfTwoRounds(int offset, int step) {
        List<ExtensionVector> tables = tables(1, 4);
        Extension total = Extension.ZERO;
        for (int z = 0; z < 4; z++) {
            total = total.plus(tables.getFirst().get(z));
        }
        SumcheckStatement statement = new SumcheckStatement(2, 1, total.plus(ALL.get(offset)));
        int best = 0;
        List<ExtensionVector> messages = messages(1);
        for (int i = 0; i < messages.size(); i += step) {
            ExtensionVector first = messages.get(i);
            int won = 0;
            for (Extension r : ALL) {
                int most = 0;
                for (ExtensionVector second : messages) {
                    Bytes proof = sent(first, second);
                    int accepted = 0;
                    for (Extension s : ALL) {
                        accepted += accepts(statement, tables, proof, List.of(r, s)) ? 1 : 0;
                    }
                    most = Math.max(most, accepted);
                }
                won += most;
            }
            best = Math.max(best, won);
        }
        return best;
    }

    /// Two statements of no rounds, both false: for how many μ their batch is true, at the most.
    public static int bestOfBatching() {
        int best = 0;
        for (Extension a : ALL) {
            for (Extension b : ALL) {
                int accepted = 0;
                for (Extension mu : ALL) {
                    SumcheckBatch batch = new SumcheckBatch(
                            List.of(new SumcheckStatement(0, 1, a), new SumcheckStatement(0, 1, b)), mu);
                    accepted += batch.expected(List.of(Extension.ZERO, Extension.ZERO)).equals(batch.combined().claim()) ? 1 : 0;
                }
                best = a.isZero() && b.isZero() ? best : Math.max(best, accepted);
            }
        }
        return best;
    }

    /// Honest proofs of sums over 2^variables leaves with `rounds` tapes of challenges, zeros and ones often: how many
    /// are accepted.
    public static int honestFractions(int variables, int rounds) {
        SplittableRandom random = new SplittableRandom(variables);
        int accepted = 0;
        for (int round = 0; round < rounds; round++) {
            ExtensionVector numerators = random(random, 1 << variables);
            ExtensionVector denominators = random(random, 1 << variables);
            ChallengeTape tape = ChallengeTape.of(challenges(random, challengesOf(variables)));
            ProverTranscript prover = tape.proving();
            FractionalProver.prove(numerators.copy(), denominators.copy(), prover);
            accepted += accepts(numerators, denominators, prover.proof(), tape) ? 1 : 0;
        }
        return accepted;
    }

    /// Two leaves and a false root: for every λ the prover sends true values if λ hides the lie, otherwise values that
    /// fit λ and lie about one leaf. Of the 625 pairs (λ, ρ), how many it wins; at the most, over
    /// every `step`th false root.
    public static int bestOfTwoLeaves(int step) {
        ExtensionVector n = ExtensionVector.of(ALL.get(7), ALL.get(13));
        ExtensionVector d = ExtensionVector.of(ALL.get(18), ALL.get(9));
        Fraction sum = new Fraction(n.get(0), d.get(0)).plus(new Fraction(n.get(1), d.get(1)));
        int best = 0;
        for (int pair = 1; pair < ALL.size() * ALL.size(); pair += step) {
            Fraction root = new Fraction(
                    sum.numerator().plus(ALL.get(pair / ALL.size())), sum.denominator().plus(ALL.get(pair % ALL.size())));
            best = Math.max(best, wins(n, d, root, sum));
        }
        return best;
    }

    private static int wins(ExtensionVector n, ExtensionVector d, Fraction root, Fraction sum) {
        int won = 0;
        for (Extension lambda : ALL) {
            Extension claim = root.numerator().plus(lambda.times(root.denominator()));
            Extension truth = sum.numerator().plus(lambda.times(sum.denominator()));
            // N0·D1 must make up the difference; D1 is not zero.
            Extension n0 = n.get(0).plus(claim.minus(truth).times(d.get(1).inverse()));
            ProverTranscript prover = new ProverTranscript();
            prover.send("sum-root", root.numerator(), root.denominator());
            prover.send("sum-values", n0, n.get(1), d.get(0), d.get(1));
            for (Extension rho : ALL) {
                won += accepts(n, d, prover.proof(), ChallengeTape.of(List.of(lambda, rho))) ? 1 : 0;
            }
        }
        return won;
    }

    /// Random messages for a sum over 2^variables leaves with random challenges: how many of `rounds` are accepted
    /// although the root is false.
    public static int luckOfRandomProofs(int variables, int rounds) {
        SplittableRandom random = new SplittableRandom(rounds);
        ExtensionVector numerators = random(random, 1 << variables);
        ExtensionVector denominators = random(random, 1 << variables);
        int accepted = 0;
        for (int round = 0; round < rounds; round++) {
            ChallengeTape tape = ChallengeTape.of(challenges(random, challengesOf(variables)));
            ProverTranscript prover = tape.proving();
            // An honest proof of other leaves, one cell apart: false, but consistent with itself to the end.
            ExtensionVector others = numerators.copy();
            int cell = random.nextInt(1 << variables);
            others.set(cell, others.get(cell).plus(ALL.get(1 + random.nextInt(24))));
            FractionalProver.prove(others, denominators.copy(), prover);
            accepted += accepts(numerators, denominators, prover.proof(), tape) ? 1 : 0;
        }
        return accepted;
    }

    private static boolean accepts(ExtensionVector n, ExtensionVector d, Bytes proof, ChallengeTape tape) {
        try {
            int variables = Integer.numberOfTrailingZeros(n.length());
            FractionalOutcome outcome = FractionalVerifier.verify(variables, tape.replaying(proof));
            return outcome.leaf().numerator().equals(Multilinear.evaluate(n, outcome.point()))
                    && outcome.leaf().denominator().equals(Multilinear.evaluate(d, outcome.point()));
        } catch (ProofException refused) {
            return false;
        }
    }

    private static boolean accepts(SumcheckStatement statement, List<ExtensionVector> tables, Bytes proof, List<Extension> challenges) {
        try {
            SumcheckOutcome outcome = SumcheckVerifier.verify(statement, ChallengeTape.of(challenges).replaying(proof));
            Extension value = Extension.ONE;
            for (ExtensionVector table : tables) {
                value = value.times(Multilinear.evaluate(table, outcome.point()));
            }
            return value.equals(outcome.claim());
        } catch (ProofException refused) {
            return false;
        }
    }

    /// λ and ρ of each layer, and its sumcheck's.
    private static int challengesOf(int variables) {
        return 2 * variables + variables * (variables - 1) / 2;
    }

    private static Bytes sent(ExtensionVector... messages) {
        ProverTranscript prover = new ProverTranscript();
        for (ExtensionVector message : messages) {
            prover.send("sumcheck-round", message);
        }
        return prover.proof();
    }

    /// All messages of `length` elements.
    private static List<ExtensionVector> messages(int length) {
        List<ExtensionVector> messages = List.of(new ExtensionVector(length));
        for (int i = 0; i < length; i++) {
            List<ExtensionVector> longer = new ArrayList<>();
            for (ExtensionVector message : messages) {
                for (Extension value : ALL) {
                    ExtensionVector copy = message.copy();
                    copy.set(i, value);
                    longer.add(copy);
                }
            }
            messages = longer;
        }
        return messages;
    }

    private static List<ExtensionVector> tables(int count, int length) {
        SplittableRandom random = new SplittableRandom(17);
        List<ExtensionVector> tables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tables.add(random(random, length));
        }
        return tables;
    }

    private static Extension product(List<ExtensionVector> tables, int cell) {
        return tables.stream().map(table -> table.get(cell)).reduce(Extension.ONE, Extension::times);
    }

    private static ExtensionVector random(SplittableRandom random, int length) {
        ExtensionVector vector = new ExtensionVector(length);
        for (int i = 0; i < length; i++) {
            vector.set(i, ALL.get(random.nextInt(ALL.size())));
        }
        return vector;
    }

    private static List<Extension> challenges(SplittableRandom random, int count) {
        List<Extension> challenges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            challenges.add(ALL.get(random.nextInt(ALL.size())));
        }
        return challenges;
    }

    private static List<Extension> all() {
        List<Extension> all = new ArrayList<>();
        for (long c0 = 0; c0 < Goldilocks.MODULUS; c0++) {
            for (long c1 = 0; c1 < Goldilocks.MODULUS; c1++) {
                all.add(new Extension(c0, c1));
            }
        }
        return all;
    }
}
