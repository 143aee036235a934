package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.node.publishing.ModelFolder;
import dev.credence.node.reexecution.LocalModel;
import dev.credence.node.world.SystemWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `verify --model-files`: a reader who has the weights computes their root anew.
class VerifyModelFilesTest {
    private static final Path DIGITS = Ran.home().resolve("models/digits-int8");
    private static final String ASSUMPTION = "code-root-is-the-files";

    @TempDir
    Path folder;

    private Path files;
    private Path proved;

    @BeforeEach
    void prove() throws Exception {
        files = Files.createDirectory(folder.resolve("files"));
        ModelFolder.Content content = ModelFolder.read(new SystemWorld().disk(), DIGITS);
        Files.write(files.resolve(LocalModel.MANIFEST_FILE), content.manifest().encode().toArray());
        for (var file : content.manifest().files()) {
            Files.write(files.resolve(file.name()), content.file(file).toArray());
        }
        proved = folder.resolve("proved");
        Ran ran = Ran.credence(
                "prove", DIGITS, "--input", Ran.home().resolve("models/digits/samples/digit-7.png"), "--out", proved, "--data", folder.resolve("data"));
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    private Ran verify(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "verify", proved.resolve("receipt.json").toString(),
                "--request", proved.resolve("request.json").toString(),
                "--answer", proved.resolve("answer.json").toString(),
                "--trust", proved.resolve("trust.json").toString()));
        words.addAll(List.of(more));
        return Ran.credence(words.toArray());
    }

    @Test
    void theAssumptionIsMadeByWhoeverHasNotSeenTheFiles() {
        Ran without = verify("--json");
        assertThat(without.code()).as(without.err()).isZero();
        assertThat(without.out()).contains(ASSUMPTION);
        assertThat(verify("--policy", "require=argument;forbid-assumption=" + ASSUMPTION).code()).isEqualTo(3);
    }

    @Test
    void theAssumptionIsNotMadeByWhoeverHasThem() {
        Ran with = verify("--json", "--model-files", files.toString());
        assertThat(with.code()).as(with.err()).isZero();
        assertThat(with.out()).doesNotContain(ASSUMPTION);
        Ran strict = verify("--policy", "require=argument;forbid-assumption=" + ASSUMPTION, "--model-files", files.toString());
        assertThat(strict.code()).as(strict.err()).isZero();
    }

    @Test
    void filesThatAreNotTheModelsAreNamed() throws IOException {
        byte[] weights = Files.readAllBytes(files.resolve("weights.int8"));
        weights[5] ^= 1;
        Files.write(files.resolve("weights.int8"), weights);
        Ran changed = verify("--model-files", files.toString());
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.err()).contains("weights.int8");
        Ran absent = verify("--model-files", folder.resolve("nothing").toString());
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.err()).contains("--model-files").contains("model pull");
    }

    @Test
    void anotherModelsFilesAreRefused() throws Exception {
        ModelFolder.Content content = ModelFolder.read(new SystemWorld().disk(), Ran.home().resolve("models/tumour"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.write(other.resolve(LocalModel.MANIFEST_FILE), content.manifest().encode().toArray());
        for (var file : content.manifest().files()) {
            Files.write(other.resolve(file.name()), content.file(file).toArray());
        }
        Ran ran = verify("--model-files", other.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("and the receipt is of model");
    }
}
