package dev.credence.inference.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static Trace trace(int steps) {
        return recorded(steps).trace();
    }

    private static TraceRecorder recorded(int steps) {
        TraceRecorder recorder = new TraceRecorder();
        IntStream.range(0, steps).forEach(i -> recorder.record(0, i, 0, Tensor.scalar(i)));
        return recorder;
    }

    @Test
    void rootIsTheOneThatTheSpecificationDefines() {
        for (int steps = 0; steps <= 9; steps++) {
            TraceRecorder recorder = recorded(steps);
            Trace trace = recorder.trace();
            assertThat(trace.size()).isEqualTo(steps);
            List<Digest> plain = new ArrayList<>();
            List<Digest> keyed = new ArrayList<>();
            Digest draw = Sha256.of(Bytes.ofUtf8("draw"));
            for (Trace.Step step : recorder.steps()) {
                Digest entry = TaggedHash.of("credence/trace/leaf/v1").digest(
                        new ByteWriter().u32(step.position()).u32(step.layer()).u32(step.op()).toBytes(), step.tensor().bytes());
                plain.add(MerkleTree.leafHash(entry.bytes()));
                keyed.add(MerkleTree.leafHash(TaggedHash.of("credence/trace/keyed/v1").digest(draw.bytes(), entry.bytes()).bytes()));
            }
            assertThat(trace.root()).isEqualTo(plain.isEmpty() ? Sha256.of() : MerkleTree.root(plain));
            assertThat(trace.keyedRoot(draw)).isEqualTo(keyed.isEmpty() ? Sha256.of() : MerkleTree.root(keyed));
        }
    }

    @Test
    void everyPartOfEveryStepReachesBothRoots() {
        List<Trace.Step> honest = recorded(5).steps();
        Trace trace = Trace.of(honest);
        Digest draw = Sha256.of(Bytes.ofUtf8("draw"));
        for (int i = 0; i < 5; i++) {
            Trace.Step step = honest.get(i);
            for (Trace.Step other : List.of(
                    new Trace.Step(1, step.layer(), step.op(), step.tensor()),
                    new Trace.Step(step.position(), step.layer() + 9, step.op(), step.tensor()),
                    new Trace.Step(step.position(), step.layer(), 1, step.tensor()),
                    new Trace.Step(step.position(), step.layer(), step.op(), Tensor.scalar(99).root()))) {
                List<Trace.Step> steps = new ArrayList<>(honest);
                steps.set(i, other);
                assertThat(Trace.of(steps).root()).isNotEqualTo(trace.root());
                assertThat(Trace.of(steps).keyedRoot(draw)).isNotEqualTo(trace.keyedRoot(draw));
            }
        }
        assertThat(Trace.of(honest.reversed()).root()).isNotEqualTo(trace.root());
        assertThat(Trace.of(honest.subList(0, 4)).root()).isNotEqualTo(trace.root());
    }

    @Test
    void anotherDrawGivesAnotherKeyedRoot() {
        Trace trace = trace(3);
        assertThat(trace.keyedRoot(Sha256.of(Bytes.ofUtf8("a")))).isNotEqualTo(trace.keyedRoot(Sha256.of(Bytes.ofUtf8("b"))))
                .isNotEqualTo(trace.root());
    }

    @Test
    void stepsAreCountedFromZero() {
        Digest root = Tensor.scalar(0).root();
        assertThatThrownBy(() -> new Trace.Step(-1, 0, 0, root)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Trace(Bytes.ofUtf8("no entry"))).isInstanceOf(IllegalArgumentException.class);
    }
}
