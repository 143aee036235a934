package dev.credence.proof.sumcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.laws.Elements;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// w·(a·b + s·y² − 7·a + k): every operation of a block, of degree 3 with w, against the slow sum.
class BlockPolynomialTest {
    private static final Extension S = new Extension(3, 99);
    private static final Extension K = new Extension(123456789, 1);

    @Test
    void sendsWhatTheSlowSumSends() {
        Seeded.check(12, (random, variables) -> {
            List<ExtensionVector> tables = tables(random, variables);
            ProverTranscript slow = new ProverTranscript();
            ProverTranscript fast = new ProverTranscript();
            CompositePolynomial slowly = new CompositePolynomial(copies(tables), 3, BlockPolynomialTest::slowly);
            BlockPolynomial quickly = new BlockPolynomial(copies(tables), 3, BlockPolynomialTest::quickly, Workers.ALONE);
            SumcheckProver.prove(slowly, K, slow);
            SumcheckProver.prove(quickly, K, fast);
            assertThat(fast.proof()).isEqualTo(slow.proof());
            for (int i = 0; i < 4; i++) {
                assertThat(quickly.value(i)).isEqualTo(slowly.bound().get(i));
            }
        });
    }

    @Test
    void passesOverCellsWhereTheWeightVanishes() {
        Seeded.check(4, (random, round) -> {
            List<ExtensionVector> tables = tables(random, 12);
            int zeros = new int[] {600, 2048, 3000, 4096}[round];
            Arrays.fill(tables.getFirst().c0(), 4096 - zeros, 4096, 0);
            Arrays.fill(tables.getFirst().c1(), 4096 - zeros, 4096, 0);
            ProverTranscript slow = new ProverTranscript();
            ProverTranscript fast = new ProverTranscript();
            SumcheckProver.prove(new CompositePolynomial(copies(tables), 3, BlockPolynomialTest::slowly), K, slow);
            SumcheckProver.prove(new BlockPolynomial(copies(tables), 3, BlockPolynomialTest::quickly, Workers.ALONE), K, fast);
            assertThat(fast.proof()).isEqualTo(slow.proof());
        });
    }

    @Test
    void threadsSendWhatOneSends() {
        List<ExtensionVector> tables = tables(Seeded.random(), 14);
        ProverTranscript alone = new ProverTranscript();
        ProverTranscript shared = new ProverTranscript();
        SumcheckProver.prove(new BlockPolynomial(copies(tables), 3, BlockPolynomialTest::quickly, Workers.ALONE), K, alone);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            SumcheckProver.prove(
                    new BlockPolynomial(copies(tables), 3, BlockPolynomialTest::quickly, new Workers(threads, 3)), K, shared);
        }
        assertThat(shared.proof()).isEqualTo(alone.proof());
    }

    @Test
    void refusesTablesOfDifferentSizes() {
        List<ExtensionVector> tables = List.of(new ExtensionVector(4), new ExtensionVector(2));
        assertThatThrownBy(() -> new BlockPolynomial(tables, 3, BlockPolynomialTest::quickly, Workers.ALONE))
                .isInstanceOf(IllegalArgumentException.class);
        List<ExtensionVector> one = List.of(new ExtensionVector(2));
        assertThatThrownBy(() -> new BlockPolynomial(one, 3, BlockPolynomialTest::quickly, Workers.ALONE).value(0))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Extension slowly(List<Extension> v) {
        Extension a = v.get(1);
        Extension y = v.get(3);
        return v.get(0).times(a.times(v.get(2)).plus(y.times(y).times(S)).minus(a.timesBase(7)).plus(K));
    }

    private static BlockSummand quickly() {
        ExtensionBlock scratch = ExtensionBlock.upTo(ExtensionBlock.SIZE);
        return (arithmetic, values, out, length) -> {
            arithmetic.mul(out, values[0], values[1], length);
            arithmetic.mul(scratch, values[2], values[2], length);
            arithmetic.scale(scratch, scratch, S, length);
            arithmetic.add(out, out, scratch, length);
            arithmetic.scaleBase(scratch, values[0], 7, length);
            arithmetic.sub(out, out, scratch, length);
            arithmetic.offset(out, out, K, length);
        };
    }

    private static List<ExtensionVector> tables(RandomGenerator random, int variables) {
        List<ExtensionVector> tables = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tables.add(Elements.vector(random, 1 << variables));
        }
        return tables;
    }

    private static List<ExtensionVector> copies(List<ExtensionVector> tables) {
        return tables.stream().map(ExtensionVector::copy).toList();
    }
}
