package dev.credence.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.verification.VerificationReport.Verdict;
import dev.credence.verification.laws.ForgedCase;
import dev.credence.verification.laws.ReceiptForge;
import dev.credence.verification.report.ReportJson;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Goal: no byte of a receipt is idle. Method: at every place four other values, a deletion and an insertion; the report
/// must differ from the honest one, which names every item and every cosigner that counted, and nothing may be thrown.
class EveryByteTest {
    private static final ForgedCase HONEST = honest();
    private static final Bytes HONEST_REPORT = report(HONEST);

    private static ForgedCase honest() {
        ReceiptForge forge = new ReceiptForge("every byte", "AB");
        forge.drawn = 1;
        return forge.forge();
    }

    @Test
    void theHonestReceiptIsVerified() {
        assertThat(HONEST.verify().verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report(HONEST)).isEqualTo(HONEST_REPORT);
    }

    @Test
    void everyChangedByteShows() {
        byte[] honest = HONEST.exhibit().receipt().toArray();
        // Places do not know of one another; most of the time goes into signatures.
        IntStream.range(0, honest.length).parallel().forEach(at -> {
            byte[] bytes = honest.clone();
            // A set: of every even value the next one and the neighbour are the same.
            for (int changed : Set.copyOf(List.of(honest[at] ^ 1, honest[at] ^ 0x20, honest[at] ^ 0x80, honest[at] + 1))) {
                bytes[at] = (byte) changed;
                shows(Bytes.of(bytes), "byte " + at + " set to " + changed);
            }
        });
    }

    @Test
    void everyDeletedByteShows() {
        byte[] bytes = HONEST.exhibit().receipt().toArray();
        for (int at = 0; at < bytes.length; at++) {
            byte[] shorter = new byte[bytes.length - 1];
            System.arraycopy(bytes, 0, shorter, 0, at);
            System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
            shows(Bytes.wrap(shorter), "byte " + at + " deleted");
        }
    }

    @Test
    void everyInsertedByteShows() {
        byte[] bytes = HONEST.exhibit().receipt().toArray();
        for (int at = 0; at <= bytes.length; at++) {
            byte[] longer = new byte[bytes.length + 1];
            System.arraycopy(bytes, 0, longer, 0, at);
            System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
            // The byte before once more: the hardest to notice for a reader that skips.
            longer[at] = at == 0 ? (byte) ' ' : bytes[at - 1];
            shows(Bytes.wrap(longer), "a byte inserted at " + at);
        }
    }

    @Test
    void everyPrefixShows() {
        Bytes whole = HONEST.exhibit().receipt();
        for (int length = 0; length < whole.length(); length++) {
            shows(whole.slice(0, length), "cut after " + length + " bytes");
        }
    }

    /// All 255 other values of every byte.
    @Test
    @Tag("campaign")
    void everyOtherValueOfEveryByteShows() {
        byte[] honest = HONEST.exhibit().receipt().toArray();
        byte[] bytes = Arrays.copyOf(honest, honest.length);
        for (int at = 0; at < bytes.length; at++) {
            for (int change = 1; change < 256; change++) {
                bytes[at] = (byte) (honest[at] ^ change);
                shows(Bytes.of(bytes), "byte " + at + " changed by " + change);
            }
            bytes[at] = honest[at];
        }
    }

    private static void shows(Bytes receipt, String what) {
        ForgedCase changed = HONEST.withReceipt(receipt);
        VerificationReport report = changed.verify();
        if (report.verdict() == Verdict.VERIFIED || JsonWriter.write(ReportJson.of(report)).equals(HONEST_REPORT)) {
            fail(what + " does not show");
        }
    }

    private static Bytes report(ForgedCase forged) {
        return JsonWriter.write(ReportJson.of(forged.verify()));
    }
}
