package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.testkit.External;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The six documents of cyberphone/json-canonicalization, byte for byte.
class JcsVectorsTest {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(1 << 16);

    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "values", "weird"})
    void canonicalizesTheDocumentByteForByte(String name) throws Exception {
        Path folder = External.vectors("JCS", "jcs/testdata");
        Json parsed = IJson.parse(bytes(folder.resolve("input/" + name + ".json")), LIMITS);
        Bytes canonical = Jcs.canonicalize(parsed);
        String hex = Files.readString(folder.resolve("outhex/" + name + ".txt")).replaceAll("\\s", "");
        assertThat(canonical).isEqualTo(Bytes.wrap(HexFormat.of().parseHex(hex)));
        assertThat(canonical).isEqualTo(bytes(folder.resolve("output/" + name + ".json")));
        assertThat(Jcs.canonicalize(IJson.parse(canonical, LIMITS))).isEqualTo(canonical);
    }

    private static Bytes bytes(Path file) throws Exception {
        return Bytes.wrap(Files.readAllBytes(file));
    }
}
