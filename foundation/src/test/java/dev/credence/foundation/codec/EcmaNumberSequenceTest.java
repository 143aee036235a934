package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.hash.Sha256;
import dev.credence.testkit.External;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The published sequence of numbers of cyberphone/json-canonicalization: its generator is described beside the vectors,
/// with the SHA-256 of the first 10^3 to 10^8 lines `bits,text`.
class EcmaNumberSequenceTest {
    private static final long SERIAL_FIRST = 0x0010000000000000L;
    private static final int SERIAL_COUNT = 2_000;

    @Test
    void agreesWithTheFirstHundredThousandNumbers() throws IOException {
        check(1_000);
        check(10_000);
        check(100_000);
    }

    @Test
    @Tag("campaign")
    void agreesWithTheFirstTenMillionNumbers() throws IOException {
        check(1_000_000);
        check(10_000_000);
    }

    private static void check(int lines) throws IOException {
        String description = Files.readString(External.vectors("JCS numbers", "jcs/testdata/README.md"));
        Matcher row = Pattern.compile("\\| ([0-9a-f]{64}) \\| " + lines + " ").matcher(description);
        assertThat(row.find()).isTrue();
        assertThat(HexFormat.of().formatHex(digest(lines, edgeCases(description)))).isEqualTo(row.group(1));
    }

    private static List<Long> edgeCases(String description) {
        int from = description.indexOf("staticU64s");
        String list = description.substring(from, description.indexOf("])", from));
        List<Long> bits = new ArrayList<>();
        Matcher matcher = Pattern.compile("0x([0-9a-f]{16})n").matcher(list);
        while (matcher.find()) {
            bits.add(Long.parseUnsignedLong(matcher.group(1), 16));
        }
        return bits;
    }

    private static byte[] digest(int lines, List<Long> edgeCases) {
        MessageDigest digest = Sha256.newDigest();
        MessageDigest generator = Sha256.newDigest();
        ByteBuffer block = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).position(32);
        for (int i = 0; i < lines; i++) {
            double value;
            if (i < edgeCases.size()) {
                value = Double.longBitsToDouble(edgeCases.get(i));
            } else if (i < edgeCases.size() + SERIAL_COUNT) {
                value = Double.longBitsToDouble(SERIAL_FIRST + i - edgeCases.size());
            } else {
                do {
                    if (!block.hasRemaining()) {
                        block = ByteBuffer.wrap(generator.digest(block.array())).order(ByteOrder.LITTLE_ENDIAN);
                    }
                    value = block.getDouble();
                } while (value == 0 || !Double.isFinite(value));
            }
            String line = Long.toHexString(Double.doubleToRawLongBits(value)) + "," + EcmaNumber.format(value) + "\n";
            digest.update(line.getBytes(StandardCharsets.US_ASCII));
        }
        return digest.digest();
    }
}
