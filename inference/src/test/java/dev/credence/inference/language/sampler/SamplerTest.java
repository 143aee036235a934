package dev.credence.inference.language.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.testkit.Seeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final Digest MODEL = Sha256.of(Bytes.ofUtf8("a model"));
    private static final int[] PROMPT = {5, 6};

    private static SamplingParameters with(double temperature, int topK, double topP, double minP) {
        return new SamplingParameters(temperature, topK, topP, minP, 1, 0, 0, new TreeMap<>(), 7);
    }

    private static Sampler sampler(SamplingParameters parameters, int choice) {
        return new Sampler(parameters, SamplingKey.of(MODEL, PROMPT, parameters, Bytes.EMPTY), choice, PROMPT);
    }

    private static int choose(SamplingParameters parameters, float... logits) {
        return sampler(parameters, 0).choose(logits, 0, logits.length, null);
    }

    @Test
    void temperatureZeroTakesTheLargestAndOfEqualOnesTheLowestId() {
        assertThat(choose(SamplingParameters.GREEDY, 1, 3, 3, 2)).isEqualTo(1);
        BitSet allowed = new BitSet();
        allowed.set(2, 4);
        assertThat(sampler(SamplingParameters.GREEDY, 0).choose(new float[] {9, 9, 1, 2}, 0, 4, allowed)).isEqualTo(3);
        assertThatThrownBy(() -> sampler(SamplingParameters.GREEDY, 0).choose(new float[4], 0, 4, new BitSet())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void biasAndPenaltiesAreAppliedInTheirOrder() {
        SamplingParameters biased = new SamplingParameters(0, 0, 1, 0, 1, 0, 0, new TreeMap<>(Map.of(2, 5.0)), 0);
        assertThat(choose(biased, 3, 1, 0)).isEqualTo(2);
        SamplingParameters repeated = new SamplingParameters(0, 0, 1, 0, 2, 0, 0, new TreeMap<>(), 0);
        // Token 5 stands in the prompt: 4 becomes 2; token 6 too: −1 becomes −2.
        assertThat(choose(repeated, 0, 0, 0, 0, 3, 4, 0)).isEqualTo(4);
        assertThat(choose(repeated, -1.5f, -9, -9, -9, -9, -9, -1)).isEqualTo(0);
        SamplingParameters penalised = new SamplingParameters(0, 0, 1, 0, 1, 1, 0.5, new TreeMap<>(), 0);
        Sampler sampler = sampler(penalised, 0);
        float[] logits = {3, 2.5f, 1.25f};
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int id = sampler.choose(logits, 0, 3, null);
            sampler.accept(id);
            chosen.add(id);
        }
        // 3, then 2.5 against 1.5, then 1.5 against 1 and 1.25, then 1.25 against 1 and 1.
        assertThat(chosen).containsExactly(0, 1, 0, 2);
    }

    @Test
    void cutsKeepWhatTheyPromise() {
        for (int choice = 0; choice < 200; choice++) {
            float[] logits = {0, 2, 2, 1};
            assertThat(sampler(with(1, 1, 1, 0), choice).choose(logits, 0, 4, null)).isEqualTo(1);
            assertThat(sampler(with(1, 2, 1, 0), choice).choose(logits, 0, 4, null)).isBetween(1, 2);
            // Shares 0.06, 0.40, 0.40, 0.15: two are 0.79.
            assertThat(sampler(with(1, 0, 0.7, 0), choice).choose(logits, 0, 4, null)).isBetween(1, 2);
            assertThat(sampler(with(1, 0, 0.39, 0), choice).choose(logits, 0, 4, null)).isEqualTo(1);
            assertThat(sampler(with(1, 0, 0, 0), choice).choose(logits, 0, 4, null)).isEqualTo(1);
            assertThat(sampler(with(1, 0, 1, 0.5), choice).choose(logits, 0, 4, null)).isBetween(1, 2);
            assertThat(sampler(with(1, 0, 1, 1), choice).choose(logits, 0, 4, null)).isBetween(1, 2);
        }
    }

    @Test
    void tokensAreDrawnAsOftenAsTheyAreLikely() {
        float[] logits = {FloatV1.log(1), FloatV1.log(2), FloatV1.log(5)};
        int[] counts = new int[3];
        int draws = 20_000;
        for (int choice = 0; choice < draws; choice++) {
            counts[sampler(with(1, 0, 1, 0), choice).choose(logits, 0, 3, null)]++;
        }
        double chi = 0;
        double[] shares = {1 / 8.0, 2 / 8.0, 5 / 8.0};
        for (int i = 0; i < 3; i++) {
            chi += Math.pow(counts[i] - draws * shares[i], 2) / (draws * shares[i]);
        }
        // 99.9 % of fair draws stay below; these are fixed.
        assertThat(chi).isLessThan(13.8);
    }

    @Test
    void aDrawDependsOnEveryPartOfTheRequestAndOnChoiceAndPosition() {
        SamplingParameters base = with(1, 0, 1, 0);
        List<Digest> keys = List.of(
                SamplingKey.of(MODEL, PROMPT, base, Bytes.EMPTY),
                SamplingKey.of(Sha256.of(Bytes.EMPTY), PROMPT, base, Bytes.EMPTY),
                SamplingKey.of(MODEL, new int[] {5, 7}, base, Bytes.EMPTY),
                SamplingKey.of(MODEL, new int[] {5}, base, Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, with(2, 0, 1, 0), Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, with(1, 1, 1, 0), Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, with(1, 0, 0.5, 0), Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, with(1, 0, 1, 0.5), Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, new SamplingParameters(1, 0, 1, 0, 2, 0, 0, new TreeMap<>(), 7), Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, new SamplingParameters(1, 0, 1, 0, 1, 1, 0, new TreeMap<>(), 7), Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, new SamplingParameters(1, 0, 1, 0, 1, 0, 1, new TreeMap<>(), 7), Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, new SamplingParameters(1, 0, 1, 0, 1, 0, 0, new TreeMap<>(Map.of(1, 1.0)), 7), Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, new SamplingParameters(1, 0, 1, 0, 1, 0, 0, new TreeMap<>(), 8), Bytes.EMPTY),
                SamplingKey.of(MODEL, PROMPT, base, Bytes.ofUtf8("{}")));
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(List.of(SamplingKey.draw(keys.get(0), 0, 2), SamplingKey.draw(keys.get(0), 1, 2), SamplingKey.draw(keys.get(0), 0, 3), SamplingKey.draw(keys.get(1), 0, 2)))
                .doesNotHaveDuplicates();
        SamplingParameters zero = new SamplingParameters(1, 0, 1, 0, 1, -0.0, 0, new TreeMap<>(), 7);
        assertThat(SamplingKey.of(MODEL, PROMPT, zero, Bytes.EMPTY)).isEqualTo(keys.get(0));
    }

    @Test
    void outOfRangeParametersAreRefusedByName() {
        assertThatThrownBy(() -> with(-1, 0, 1, 0)).hasMessageStartingWith("temperature: expected");
        assertThatThrownBy(() -> with(1, -1, 1, 0)).hasMessageStartingWith("top_k");
        assertThatThrownBy(() -> with(1, 0, 1.5, 0)).hasMessageStartingWith("top_p");
        assertThatThrownBy(() -> with(1, 0, 1, Double.NaN)).hasMessageStartingWith("min_p");
    }

    /// The stages with whole numbers of any size, a full sort and no short cut.
    @Test
    void theObviousVersionChoosesTheSame() {
        Seeded.check(2_000, (random, round) -> {
            float[] logits = new float[1 + random.nextInt(random.nextInt(10) == 0 ? 600 : 40)];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = random.nextInt(4) == 0 ? random.nextInt(3) : (float) (random.nextGaussian() * (random.nextInt(8) == 0 ? 1e36 : 5));
            }
            SamplingParameters parameters = with(
                    0.05 + random.nextDouble() * 2, random.nextInt(6), random.nextBoolean() ? 1 : random.nextDouble(), random.nextBoolean() ? 0 : random.nextDouble());
            BitSet allowed = allowed(random, logits.length);
            Digest key = SamplingKey.of(MODEL, PROMPT, parameters, Bytes.EMPTY);
            assertThat(sampler(parameters, round).choose(logits, 0, logits.length, allowed))
                    .isEqualTo(obvious(logits, parameters, allowed, SamplingKey.draw(key, round, PROMPT.length)));
        });
    }

    private static BitSet allowed(RandomGenerator random, int count) {
        BitSet allowed = new BitSet();
        for (int i = 0; i < count; i++) {
            allowed.set(i, random.nextBoolean());
        }
        allowed.set(random.nextInt(count));
        return random.nextBoolean() ? null : allowed;
    }

    private record Token(int id, float x, BigInteger weight) {}

    private static int obvious(float[] logits, SamplingParameters parameters, BitSet allowed, long draw) {
        float most = Float.NEGATIVE_INFINITY;
        float[] x = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            x[i] = Math.max(-0x1p126f, Math.min(0x1p126f, logits[i] / (float) parameters.temperature()));
            most = allowed == null || allowed.get(i) ? Math.max(most, x[i]) : most;
        }
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            if (allowed == null || allowed.get(i)) {
                BigInteger weight = new BigDecimal(FloatV1.exp(x[i] - most)).multiply(new BigDecimal(BigInteger.TWO.pow(40))).toBigInteger();
                tokens.add(new Token(i, x[i] + 0f, weight));
            }
        }
        tokens.sort(Comparator.comparing(Token::x).reversed().thenComparing(Token::id));
        if (parameters.topK() > 0 && parameters.topK() < tokens.size()) {
            tokens = tokens.subList(0, parameters.topK());
        }
        if (parameters.topP() < 1) {
            tokens = tokens.subList(0, above(tokens, share(new BigDecimal(parameters.topP()), sum(tokens))) + 1);
        }
        BigInteger least = share(new BigDecimal(parameters.minP()), tokens.getFirst().weight);
        List<Token> likely = tokens.stream().filter(token -> token.weight.compareTo(least) >= 0).toList();
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(draw));
        return likely.get(above(likely, unsigned.multiply(sum(likely)).shiftRight(64))).id;
    }

    // ⌊⌊p·2^64⌋·whole ÷ 2^64⌋; p = 1 is the whole.
    private static BigInteger share(BigDecimal p, BigInteger whole) {
        return p.multiply(new BigDecimal(BigInteger.TWO.pow(64))).toBigInteger().multiply(whole).shiftRight(64);
    }

    private static BigInteger sum(List<Token> tokens) {
        return tokens.stream().map(Token::weight).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static int above(List<Token> tokens, BigInteger bound) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; ; i++) {
            sum = sum.add(tokens.get(i).weight);
            if (sum.compareTo(bound) > 0) {
                return i;
            }
        }
    }
}
