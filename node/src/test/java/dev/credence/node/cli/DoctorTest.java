package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.codec.JsonFields;
import dev.credence.node.http.HttpListener;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Routes;
import dev.credence.node.network.NetworkFile;
import dev.credence.node.world.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: `doctor` finds the clocks that are wrong, and no others. Method: each comparison with hand-made times; the command against a folder
/// with a file from the future and against gateways whose `Date` is right, wrong and absent.
class DoctorTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final LocalDate BUILT = LocalDate.of(2026, 11, 23);

    @TempDir
    Path folder;

    @Test
    void aClockBeforeTheBuildIsWrong() {
        assertThat(new ClockCheck().notBefore(NOW, BUILT).passed()).isTrue();
        assertThat(new ClockCheck().notBefore(Instant.parse("2026-11-22T00:00:00Z"), BUILT).passed()).isTrue();
        ClockCheck early = new ClockCheck().notBefore(Instant.parse("1970-01-01T00:00:09Z"), BUILT);
        assertThat(early.passed()).isFalse();
        assertThat(early.detail()).contains("1970-01-01").contains("before this program was made (2026-11-23)");
    }

    @Test
    void aClockThatJumpsIsWrong() {
        assertThat(new ClockCheck().pace(101, 100).passed()).isTrue();
        assertThat(new ClockCheck().pace(3_700, 100).detail()).contains("moved 3700 ms while 100 ms passed");
        assertThat(new ClockCheck().pace(-3_600_000, 100).passed()).isFalse();
    }

    @Test
    void aReadingThatWasInterruptedIsRepeated() throws Exception {
        ClockCheck steady = new ClockCheck().watch(clock(0));
        assertThat(steady.detail()).isEqualTo("runs steadily");
        ClockCheck onceLate = new ClockCheck().watch(clock(1));
        assertThat(onceLate.detail()).as("the first reading is passed over").isEqualTo("runs steadily");
        ClockCheck alwaysLate = new ClockCheck().watch(clock(1_000));
        assertThat(alwaysLate.passed()).isTrue();
        assertThat(alwaysLate.detail()).contains("too busy");
    }

    // A second passes between the first `late` pairs of readings, a millisecond between all others; both clocks go alike.
    private static Clock clock(int late) {
        AtomicInteger readings = new AtomicInteger();
        AtomicLong nanos = new AtomicLong();
        return new Clock() {
            @Override
            public long timeMillis() {
                nanos.addAndGet(readings.incrementAndGet() <= late ? 1_000_000_000L : 1_000_000L);
                return nanos.get() / 1_000_000;
            }

            @Override
            public long steadyNanos() {
                return nanos.get();
            }
        };
    }

    @Test
    void filesFromTheFutureShowAClockThatWasSetBack() {
        assertThat(new ClockCheck().files(NOW, Optional.empty(), "d").passed()).isTrue();
        assertThat(new ClockCheck().files(NOW, Optional.of(NOW.plusSeconds(299)), "d").passed()).isTrue();
        assertThat(new ClockCheck().files(NOW, Optional.of(NOW.plusSeconds(301)), "d").detail()).contains("the clock was set back");
    }

    @Test
    void aPeersClockMayBeFiveMinutesApart() {
        assertThat(new ClockCheck().peer(NOW, "there", "Tue, 1 Dec 2026 10:04:59 GMT").detail()).isEqualTo("299 s from there");
        assertThat(new ClockCheck().peer(NOW, "there", "Tue, 1 Dec 2026 09:54:59 GMT").passed()).isFalse();
        assertThat(new ClockCheck().peer(NOW, "there", "soon").detail()).isEqualTo("there tells no time");
    }

    @Test
    void theCommandSaysWhatItChecked() throws Exception {
        Ran ran = Ran.credence("doctor", "--port", 0, "--data", folder, "--json");
        JsonFields report = ran.json();
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(report.objects("checks", 9).stream().map(DoctorTest::name)).containsExactly("java", "kernels", "port", "disk", "clock");
        assertThat(ran.out()).containsAnyOf("runs steadily", "too busy");
    }

    private static String name(JsonFields check) {
        try {
            return check.string("check", 20);
        } catch (dev.credence.foundation.bytes.MalformedException malformed) {
            return malformed.getMessage();
        }
    }

    @Test
    void aFileFromTheFutureIsFound() throws IOException {
        Path file = Files.writeString(folder.resolve("trust.json"), "{}");
        Files.writeString(folder.resolve("a-later-name"), "of now");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(86_400)));
        Ran ran = Ran.credence("doctor", "--port", 0, "--data", folder);
        assertThat(ran.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ran.out()).contains("FAIL clock: a file of " + folder).contains("the clock was set back");
    }

    @Test
    void theGatewaysDateIsComparedWhereOneAnswers() throws Exception {
        for (String date : List.of("Sun, 06 Nov 1994 08:49:37 GMT", "later")) {
            Routes routes = new Routes().get("/health", "tells a time", _ -> Reply.text("ok").with("Date", date));
            try (HttpListener server = HttpListener.start("127.0.0.1", 0, routes)) {
                String url = server.url();
                Files.write(folder.resolve(NetworkFile.NAME), new NetworkFile("n", url, url, List.of()).encode().toArray());
                for (Ran ran : List.of(
                        Ran.credence("doctor", "--port", 0, "--data", folder),
                        Ran.credence("doctor", "--port", 0, "--data", folder.resolve("elsewhere"), "--gateway", url))) {
                    assertThat(ran.code()).isEqualTo(ExitCode.ENVIRONMENT);
                    assertThat(ran.out()).contains("FAIL clock: ").contains(url);
                }
            }
        }
        assertThat(Ran.credence("doctor", "--port", 0, "--data", folder).code()).as("a gateway that is not running is no trouble").isZero();
        Ran named = Ran.credence("doctor", "--port", 0, "--gateway", "http://127.0.0.1:1");
        assertThat(named.out()).contains("could not be asked for its time");
    }
}
