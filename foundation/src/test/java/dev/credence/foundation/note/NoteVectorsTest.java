package dev.credence.foundation.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Our own vectors: files named by their defect, shared with the other implementations, and what they expect of us.
///
/// `java … NoteVectorsTest FOLDER` writes them anew; a test holds the files to what the code here makes.
class NoteVectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/vectors");

    @Test
    void everyProofFileIsJudgedAsItExpects() throws IOException {
        Map<String, String> found = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        for (Map.Entry<String, String> file : read("tlog-proof").entrySet()) {
            expected.put(file.getKey(), expectation(file.getValue()));
            found.put(file.getKey(), judge(file.getValue()));
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void everyPolicyFileIsReadAsItExpects() throws IOException {
        Map<String, String> found = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        for (Map.Entry<String, String> file : read("tlog-policy").entrySet()) {
            expected.put(file.getKey(), expectation(file.getValue()));
            try {
                TlogPolicy policy = TlogPolicy.parse(section(file.getValue(), "policy"));
                assertThat(TlogPolicy.parse(policy.format())).as(file.getKey()).isEqualTo(policy);
                found.put(file.getKey(), "accepted");
            } catch (MalformedException _) {
                found.put(file.getKey(), "malformed");
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void filesAreWhatTheDefectsSay() throws IOException {
        assertThat(read("tlog-proof")).isEqualTo(ProofDefects.files());
        assertThat(read("tlog-policy")).isEqualTo(PolicyDefects.files());
    }

    @Test
    void everyReasonIsProvokedByAFile() throws IOException {
        Set<CosignatureVerdict.Reason> provoked = EnumSet.noneOf(CosignatureVerdict.Reason.class);
        for (String file : read("tlog-proof").values()) {
            Arrays.stream(expectation(file).split(","))
                    .filter(word -> word.equals(word.toUpperCase(Locale.ROOT)) && !word.equals("NOT_INCLUDED"))
                    .map(CosignatureVerdict.Reason::valueOf)
                    .forEach(provoked::add);
        }
        assertThat(provoked).isEqualTo(EnumSet.allOf(CosignatureVerdict.Reason.class));
    }

    private static String judge(String file) {
        TlogPolicy policy;
        TlogProof proof;
        try {
            policy = TlogPolicy.parse(section(file, "policy"));
            proof = TlogProof.parse(section(file, "proof"), TlogProof.Extra.REFUSED);
        } catch (MalformedException _) {
            return "malformed";
        }
        Bytes entry = Bytes.ofUtf8(section(file, "entry").strip());
        ProofVerdict verdict = proof.verify(entry, policy, UnknownKeys.REFUSED);
        List<String> words = new ArrayList<>();
        verdict.checkpoint().problems().forEach(problem -> words.add(problem.reason().name()));
        if (!verdict.included()) {
            words.add("NOT_INCLUDED");
        }
        assertThat(verdict.isAccepted()).isEqualTo(words.isEmpty());
        return words.isEmpty() ? "accepted" : String.join(",", words);
    }

    private static String expectation(String file) {
        return file.substring("expect: ".length(), file.indexOf('\n'));
    }

    private static String section(String file, String name) {
        String begin = "== " + name + "\n";
        int from = file.indexOf(begin) + begin.length();
        int next = file.indexOf("\n== ", from - 1);
        return next < 0 ? file.substring(from) : file.substring(from, next + 1);
    }

    private static Map<String, String> read(String folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(FOLDER.resolve(folder))) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString().replace(".txt", ""), Files.readString(file));
            }
        }
        return files;
    }

    /// Writes the files below the given folder.
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0], "tlog-proof"), ProofDefects.files());
        write(Path.of(arguments[0], "tlog-policy"), PolicyDefects.files());
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey() + ".txt"), file.getValue());
        }
    }
}
