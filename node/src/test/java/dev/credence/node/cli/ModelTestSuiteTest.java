package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.External;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The backend tests of ONNX through the command line, on the fastest kernels.
@Tag("campaign")
class ModelTestSuiteTest {
    private static final int BLOCK_BYTES = 512;

    @TempDir
    Path folder;

    @Test
    void theWholeSuiteIsReportedHonestly() throws IOException {
        unpack(External.vectors("ONNX backend tests by command line", "onnx-node-tests.tar.gz"));

        Ran ran = Ran.credence("model", "test", folder);

        assertThat(ran.lines()).hasSize(1_826);
        assertThat(ran.lastLine()).matches("\\d+ passed, 0 failed, \\d+ unsupported");
        assertThat(ran.lines().stream().filter(line -> line.startsWith("passed ")).count())
                .isEqualTo(Long.parseLong(ran.lastLine().split(" ")[0]));
        assertThat(ran.out()).contains("test_sequence_insert_at_back: the input 'sequence' is ");
    }

    // The part of the tar format that this archive uses: plain files; a name of more than 100 bytes is an entry 'L' before its file.
    private void unpack(Path archive) throws IOException {
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            String longName = "";
            for (byte[] header = in.readNBytes(BLOCK_BYTES); header.length == BLOCK_BYTES && header[0] != 0; header = in.readNBytes(BLOCK_BYTES)) {
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES);
                if (header[156] == 'L') {
                    longName = text(content, 0, size);
                } else if (header[156] == '0') {
                    Path file = folder.resolve(longName.isEmpty() ? text(header, 0, 100) : longName);
                    longName = "";
                    Files.createDirectories(file.getParent());
                    Files.write(file, content);
                }
            }
        }
    }

    private static String text(byte[] header, int from, int length) {
        String field = new String(header, from, length, StandardCharsets.US_ASCII);
        int end = field.indexOf(0);
        return end < 0 ? field : field.substring(0, end);
    }
}
