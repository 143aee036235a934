package dev.credence.node.cli;

import dev.credence.node.world.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a machine's wall clock can be right: statements carry its time, and a verifier takes none that is more than five minutes ahead.
///
/// No single test shows a clock right; each of these shows some that are wrong.
final class ClockCheck {
    /// As far ahead as a verifier lets a statement be (docs/spec/receipt.md).
    static final Duration APART_MAX = Duration.ofMinutes(5);

    private static final long PACE_MILLIS = 100;
    /// A wall clock that is being corrected runs half a thousandth fast or slow; one that is set jumps by more than this.
    private static final long PACE_ERROR_MILLIS_MAX = 20;

    private static final long TIGHT_NANOS_MAX = 5_000_000;
    private static final int ATTEMPTS = 5;

    private final List<String> right = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    ClockCheck() {}

    boolean passed() {
        return wrong.isEmpty();
    }

    String detail() {
        return String.join("; ", passed() ? right : wrong);
    }

    /// The time is not before this build's own.
    ClockCheck notBefore(Instant now, LocalDate built) {
        // A day of grace for whoever lives west of where it was built.
        boolean plausible = !now.isBefore(built.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        return note(plausible, plausible ? "it is " + now : "it says " + now + ", before this program was made (" + built + "); set it");
    }

    /// Wall and steady time pass alike.
    ///
    /// @param wallMillis   that passed by the wall clock
    /// @param steadyMillis that passed by the steady one
    ClockCheck pace(long wallMillis, long steadyMillis) {
        boolean alike = Math.abs(wallMillis - steadyMillis) <= PACE_ERROR_MILLIS_MAX;
        return note(
                alike,
                alike
                        ? "runs steadily"
                        : "moved " + wallMillis + " ms while " + steadyMillis + " ms passed; something sets it back or forth (a time service, a virtual machine)");
    }

    /// No file of ours is younger than now.
    ClockCheck files(Instant now, Optional<Instant> newest, String folder) {
        if (newest.isEmpty()) {
            return this;
        }
        boolean past = !newest.get().isAfter(now.plus(APART_MAX));
        return note(past, past ? "no file of " + folder + " is from the future" : "a file of " + folder + " is of " + newest.get() + ", and it is " + now + "; the clock was set back");
    }

    /// The clock of another machine, as the header `Date` of its reply tells it.
    ClockCheck peer(Instant now, String name, String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration apart = Duration.between(theirs, now).abs();
            boolean near = apart.compareTo(APART_MAX) <= 0;
            return note(near, near ? apart.toSeconds() + " s from " + name : "it is " + now + " here and " + theirs + " at " + name);
        } catch (DateTimeParseException none) {
            return unknown(name + " tells no time");
        }
    }

    /// Something was to be compared and could not be.
    ClockCheck unknown(String why) {
        return note(false, why);
    }

    private ClockCheck note(boolean passed, String sentence) {
        (passed ? right : wrong).add(sentence);
        return this;
    }

    /// Watches both clocks for a tenth of a second; again where this thread was interrupted by others between reading the one and the other.
    ClockCheck watch(Clock clock) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Reading before = Reading.of(clock);
            Thread.sleep(PACE_MILLIS);
            Reading after = Reading.of(clock);
            if (before.isTight() && after.isTight()) {
                return pace(after.wallMillis() - before.wallMillis(), (after.steadyNanos() - before.steadyNanos()) / 1_000_000);
            }
        }
        return note(true, "the machine is too busy to compare its two clocks");
    }

    /// The wall clock between two readings of the steady one.
    private record Reading(long steadyNanos, long wallMillis, long nextNanos) {
        static Reading of(Clock clock) {
            return new Reading(clock.steadyNanos(), clock.timeMillis(), clock.steadyNanos());
        }

        boolean isTight() {
            return nextNanos - steadyNanos < TIGHT_NANOS_MAX;
        }
    }
}
