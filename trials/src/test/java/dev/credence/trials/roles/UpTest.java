package dev.credence.trials.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.network.NetworkFile;
import dev.credence.trials.kit.RoleProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: `credence up` does in one command what the README says, also the second time, and never shares a directory.
///
/// Method: the program as a process, in a directory of its own on any free port.
class UpTest {
    @TempDir
    Path folder;

    @Test
    void onceAnswersVerifiesAndEndsAndTheSecondStartFindsEverythingAgain() throws Exception {
        Path data = folder.resolve("data");
        RoleProcess.Ended first = up("first", data);
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(first.output()).contains("verified").contains("0.9");
        assertThat(sharedFiles(data)).as("operators beside the hub keep no second copy of its files").isPositive();
        byte[] trust = Files.readAllBytes(data.resolve("trust.json"));

        RoleProcess.Ended second = up("second", data);
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(Files.readAllBytes(data.resolve("trust.json"))).as("the same network").isEqualTo(trust);
        assertThat(second.output()).doesNotContain("\tat ");

        RoleProcess.Ended verify = RoleProcess.run(
                folder.resolve("verify.out"),
                "verify",
                data.resolve("first/receipt.json").toString(),
                "--request",
                data.resolve("first/request.json").toString(),
                "--answer",
                data.resolve("first/answer.json").toString(),
                "--trust",
                data.resolve("trust.json").toString(),
                "--replay",
                "digits");
        assertThat(verify.exitCode()).as(verify.output()).isZero();
        assertThat(verify.output()).contains("5.0");
    }

    @Test
    void aSecondNetworkOnTheSameDirectoryIsRefusedAndTheFirstServesOnUntilInterrupted() throws Exception {
        Path data = folder.resolve("shared");
        try (RoleProcess serving = RoleProcess.start(
                folder.resolve("serving.out"), List.of("up", "--data", data.toString(), "--port", "0", "--operators", "1"))) {
            awaitFile(serving, data.resolve("first/receipt.json"));
            RoleProcess.Ended refused = up("refused", data);
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.output().lines()).filteredOn(line -> line.startsWith("credence: ")).singleElement().asString()
                    .contains("is in use by another process");
            assertThat(refused.output()).doesNotContain("\tat ");

            String gateway = NetworkFile.decode(Bytes.of(Files.readAllBytes(data.resolve(NetworkFile.NAME)))).gateway();
            RoleProcess.Ended asked = RoleProcess.run(
                    folder.resolve("asked.out"),
                    "infer",
                    "digits",
                    "--input",
                    System.getProperty("credence.home") + "/models/digits/samples/digit-7.png",
                    "--gateway",
                    gateway,
                    "--trust",
                    data.resolve("trust.json").toString(),
                    "--out",
                    folder.resolve("out").toString());
            assertThat(asked.output()).contains("7");
            assertThat(asked.exitCode()).as("nothing was asked for beyond the answer: " + asked.output()).isZero();
            assertThat(serving.interrupt().output()).doesNotContain("Exception");
        }
    }

    private RoleProcess.Ended up(String name, Path data) throws Exception {
        return RoleProcess.run(folder.resolve(name + ".out"), "up", "--once", "--port", "0", "--data", data.toString());
    }

    // Files of operators, every one of which is the hub's own.
    private static long sharedFiles(Path data) throws Exception {
        long shared = 0;
        for (int i = 1; i <= 3; i++) {
            Path store = data.resolve("operator-" + i).resolve("blobs");
            try (Stream<Path> files = Files.walk(store)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.isSameFile(file, data.resolve("gateway/hub/blobs").resolve(store.relativize(file)))).as(file.toString()).isTrue();
                    shared++;
                }
            }
        }
        return shared;
    }

    private static void awaitFile(RoleProcess process, Path file) throws Exception {
        for (int i = 0; i < 2_000 && !Files.exists(file); i++) {
            Thread.sleep(20);
        }
        assertThat(file).as(process.printed()).exists();
    }
}
