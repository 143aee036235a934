package dev.credence.receipt.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one spelling of a local time of the Gregorian calendar to the second, `2026-11-23T11:05:00`.
public final class ClockText {
    private static final Pattern FORM = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})");
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private ClockText() {}

    /// Whether `text` is a time of the calendar in that spelling.
    public static boolean isOne(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        int month = Integer.parseInt(matcher.group(2));
        int day = Integer.parseInt(matcher.group(3));
        return month >= 1
                && month <= DAYS.length
                && day >= 1
                && day <= days(Integer.parseInt(matcher.group(1)), month)
                && Integer.parseInt(matcher.group(4)) < 24
                && Integer.parseInt(matcher.group(5)) < 60
                && Integer.parseInt(matcher.group(6)) < 60;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return DAYS[month - 1] + (leap && month == 2 ? 1 : 0);
    }
}
