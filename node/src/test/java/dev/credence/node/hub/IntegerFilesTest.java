package dev.credence.node.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.ReferenceIntegerKernels;
import dev.credence.inference.integer.seeded.SeededModels;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceRecorder;
import dev.credence.node.hub.ModelReader.NamedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntegerFilesTest {
    private static final IntegerModel MODEL = SeededModels.mlp(3, ReferenceIntegerKernels.INSTANCE, 4, 8, 3);
    private static final IntegerFiles FILES = IntegerFiles.of(MODEL);

    @Test
    void loadsWhatItDescribedAndRunsRowsOneByOneOrTogether() throws Exception {
        Manifest manifest = manifest();
        assertThat(Manifest.decode(manifest.encode())).isEqualTo(manifest);
        LoadedModel loaded = ModelReader.load(manifest, IntegerFilesTest::file);
        float[] rows = {0.1f, -0.9f, 0.5f, 0.25f, 1f, 2f, -0.001f, 0f};
        TraceRecorder trace = new TraceRecorder();
        float[] together = loaded.executor(Engine.REFERENCE)
                .run(Map.of("x", Tensor.ofFloats(Shape.of(2, 4), rows)), trace)
                .get("y")
                .floats();
        // Input, two layers, answer.
        assertThat(trace.steps()).hasSize(4);
        for (int row = 0; row < 2; row++) {
            float[] alone = loaded.executor(Engine.REFERENCE)
                    .run(Map.of("x", Tensor.ofFloats(Shape.of(1, 4), rows[4 * row], rows[4 * row + 1], rows[4 * row + 2], rows[4 * row + 3])), new TraceRecorder())
                    .get("y")
                    .floats();
            assertThat(alone).containsExactly(together[3 * row], together[3 * row + 1], together[3 * row + 2]);
        }
    }

    @Test
    void refusesFilesThatTheManifestDoesNotMean() throws Exception {
        Manifest manifest = manifest();
        for (ManifestFile changed : manifest.files()) {
            assertThatThrownBy(() -> ModelReader.load(manifest, file -> file.equals(changed) ? Bytes.ofUtf8("other") : file(file)))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining(changed.name());
        }
        Manifest.Signatures honest = new Manifest.Signatures(manifest.inputs(), manifest.outputs());
        Manifest other = Manifest.ofProgram(manifest.files(), Sha256.of(Bytes.EMPTY), manifest.weights(), honest, manifest.licence());
        assertThatThrownBy(() -> ModelReader.load(other, IntegerFilesTest::file)).hasMessageContaining("manifest.graph");
        Manifest.Signatures swapped = new Manifest.Signatures(manifest.outputs(), manifest.outputs());
        Manifest signed = Manifest.ofProgram(manifest.files(), manifest.graph(), manifest.weights(), swapped, manifest.licence());
        assertThatThrownBy(() -> ModelReader.load(signed, IntegerFilesTest::file)).hasMessageContaining("manifest.inputs");
    }

    private static Manifest manifest() throws Exception {
        return FILES.manifest(new IntegerFiles.Described(List.of(), "Apache-2.0", Optional.empty(), Optional.empty()));
    }

    private static Bytes file(ManifestFile file) {
        List<NamedFile> all = new ArrayList<>(List.of(FILES.program(), FILES.weights()));
        return all.stream().filter(each -> each.name().equals(file.name())).findFirst().orElseThrow().content();
    }
}
