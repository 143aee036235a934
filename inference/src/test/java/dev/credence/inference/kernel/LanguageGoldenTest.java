package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import dev.credence.testkit.ChildJvm;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same logits from the reference, from vectors of every width, from the interpreter and both compilers, with and without
/// hardware fused multiply-add: all equal to the goldens in the tree.
class LanguageGoldenTest {
    private static final int POSITIONS = 40;
    /// The interpreter takes half a second a position, since it allocates every vector: a minute and three quarters for all of them.
    private static final int FEW_POSITIONS = 10;

    private static SortedMap<String, String> golden(int positions) throws Exception {
        SortedMap<String, String> golden = new TreeMap<>();
        try (InputStream stream = LanguageGoldenTest.class.getResourceAsStream("/golden/language-" + positions + ".sha256")) {
            for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip().lines().toList()) {
                golden.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
            }
        }
        return golden;
    }

    @Test
    void theReferenceGivesTheGoldenBits() throws Exception {
        for (int positions : new int[] {POSITIONS, FEW_POSITIONS}) {
            assertThat(LanguageDigest.of(ReferenceLanguageKernels.INSTANCE, positions, 7))
                    .as("a golden changed: is that meant?")
                    .isEqualTo(golden(positions));
        }
    }

    @Test
    void narrowerVectorsGiveTheGoldenBits() throws Exception {
        assertSame(1, "-XX:UseAVX=2");
    }

    @Test
    @Tag("campaign")
    void everySettingGivesTheGoldenBits() throws Exception {
        assertSame(60);
        assertSame(60, "-XX:UseAVX=2");
        assertSame(40, "-XX:UseAVX=1");
        assertSame(4, "-XX:UseAVX=0");
        assertSame(10, "-XX:TieredStopAtLevel=1");
        assertSame(4, "-XX:-UseFMA");
        assertSame(FEW_POSITIONS, 2, "-Xint");
    }

    private static void assertSame(int repetitions, String... flags) throws Exception {
        assertSame(POSITIONS, repetitions, flags);
    }

    private static void assertSame(int positions, int repetitions, String... flags) throws Exception {
        List<String> all = new ArrayList<>(List.of(flags));
        all.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Xshare:auto", "-XX:+UseSerialGC"));
        ChildJvm.Outcome outcome = ChildJvm.run(all, LanguageDigest.class, List.of(Integer.toString(repetitions), Integer.toString(positions)), Duration.ofMinutes(20));
        List<String> lines = outcome.output().lines().filter(line -> line.startsWith("digests ")).toList();
        assertThat(lines).as(outcome.output()).hasSize(repetitions);
        assertThat(lines).as(List.of(flags).toString()).containsOnly("digests " + golden(positions));
    }
}
