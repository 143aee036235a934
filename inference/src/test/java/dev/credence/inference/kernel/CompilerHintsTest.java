package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The launcher's hints to Java's compiler name loops by their names: a renamed loop would lose its hint in silence.
class CompilerHintsTest {
    private static final Path HINTS = Path.of("..", "scripts", "compiler");
    private static final String PREFIX = "dontinline,";

    @Test
    void everyHintNamesALoopThatIsThere() throws Exception {
        List<String> lines = Files.readAllLines(HINTS);
        assertThat(lines.getFirst()).as("nothing is printed at the start").isEqualTo("quiet");
        List<String> named = lines.stream().filter(line -> line.startsWith(PREFIX)).map(line -> line.substring(PREFIX.length())).toList();
        assertThat(named).isNotEmpty();
        for (String name : named) {
            Class<?> owner = Class.forName(name.substring(0, name.lastIndexOf('.')).replace('/', '.'));
            String method = name.substring(name.lastIndexOf('.') + 1);
            assertThat(Arrays.stream(owner.getDeclaredMethods()).map(java.lang.reflect.Method::getName)).as(name).contains(method);
        }
    }

    @Test
    void whatHashesOnVectorsIsCompiledAfterAFewTrials() throws Exception {
        String hints = Files.readString(HINTS);
        for (Class<?> owner : List.of(Sha256Lanes.class, ChunkWords.class)) {
            assertThat(hints).contains("CompileThresholdScaling," + owner.getName().replace('.', '/') + ".*,0.02\n");
        }
    }

    @Test
    void everyLoopThatFillsTheRegistersHasOne() throws Exception {
        String hints = Files.readString(HINTS);
        assertThat(hints).contains("TokenTiles.tile\n", "Sha256Lanes.schedule\n", "Sha256Lanes.rounds\n");
        Stream.of(ChunkWords.class, RowPairs.class, RowQuads.class, RowBlocks.class, FourHeads.class)
                .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
                .filter(method -> method.getReturnType() == void.class && !method.isSynthetic())
                .forEach(method -> assertThat(hints)
                        .contains(PREFIX + method.getDeclaringClass().getName().replace('.', '/') + "." + method.getName() + "\n"));
    }
}
