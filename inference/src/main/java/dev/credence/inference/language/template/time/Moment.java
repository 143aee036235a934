package dev.credence.inference.language.template.time;

import dev.credence.foundation.bytes.MalformedException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A local time without a zone: what a template's clock shows.
///
/// @param year   1 to 9999
/// @param micros 0 to 999,999
public record Moment(int year, int month, int day, int hour, int minute, int second, int micros) {
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?");

    public Moment {
        if (year < 1 || year > 9999 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59
                || micros < 0 || micros > 999_999 || month < 1 || month > 12 || day < 1
                || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            throw new IllegalArgumentException("a time of the calendar expected, found " + year + "-" + month + "-" + day + " " + hour
                    + ":" + minute + ":" + second);
        }
    }

    /// Reads ISO 8601 without a zone: `2026-11-23T08:05:00`, the time or its seconds may be missing.
    public static Moment parse(String text) throws MalformedException {
        Matcher matcher = ISO.matcher(text);
        if (text.length() <= 32 && matcher.matches()) {
            try {
                String fraction = matcher.group(7) == null ? "" : matcher.group(7);
                return new Moment(
                        number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4), number(matcher, 5),
                        number(matcher, 6), Integer.parseInt((fraction + "000000").substring(0, 6)));
            } catch (IllegalArgumentException outside) {
                throw new MalformedException("now", -1, "an ISO 8601 local time", text);
            }
        }
        throw new MalformedException("now", -1, "an ISO 8601 local time such as 2026-11-23T08:05:00", text);
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }

    LocalDate date() {
        return LocalDate.of(year, month, day);
    }
}
