package dev.credence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.verification.laws.Defect;
import dev.credence.verification.laws.Defects;
import dev.credence.verification.laws.ReceiptVector;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: receipts on disk keep their verdicts for ever. Method: the vectors, which clients in other languages read too, are
/// verified from their files and compared byte for byte with what the forge makes today.
class ReceiptVectorsTest {
    static List<Defect> defects() {
        return Defects.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void onDiskIsWhatTheForgeMakes(Defect defect) throws Exception {
        assertThat(read(folder().resolve(defect.name()))).isEqualTo(ReceiptVector.files(defect));
    }

    @Test
    void everyFolderIsVerifiedFromItsFiles() throws Exception {
        List<Path> folders = folders();
        assertThat(folders).hasSize(defects().size());
        for (Path folder : folders) {
            SequencedMap<String, Bytes> files = read(folder);
            assertThat(ReceiptVector.outcome(ReceiptVector.verify(files)))
                    .as(folder.getFileName().toString())
                    .isEqualTo(ReceiptVector.expected(files));
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(ReceiptVectorsTest.class.getResource("/vectors/receipt").toURI());
    }

    private static List<Path> folders() throws IOException, URISyntaxException {
        try (Stream<Path> children = Files.list(folder())) {
            return children.sorted().toList();
        }
    }

    private static SequencedMap<String, Bytes> read(Path folder) throws IOException {
        SequencedMap<String, Bytes> files = new TreeMap<>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path file : children.toList()) {
                files.put(file.getFileName().toString(), Bytes.of(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
