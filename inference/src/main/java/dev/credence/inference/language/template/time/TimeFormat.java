package dev.credence.inference.language.template.time;

import dev.credence.inference.language.template.guard.TemplateException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;

/// `strftime` in the C locale, with the flags `- _ 0 ^ #` of the GNU library.
public final class TimeFormat {
    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final List<String> MONTHS = List.of(
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December");

    private TimeFormat() {}

    public static String format(Moment moment, String format) throws TemplateException {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c != '%' || at == format.length()) {
                out.append(c);
                continue;
            }
            char flag = 0;
            while (at + 1 < format.length() && "-_0^#".indexOf(format.charAt(at)) >= 0) {
                flag = format.charAt(at++);
            }
            out.append(flagged(flag, field(moment, format.charAt(at++), flag)));
        }
        return out.toString();
    }

    private static String flagged(char flag, String text) {
        return flag == '^' ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String number(int value, int width, char pad, char flag) {
        String digits = Integer.toString(value);
        char fill = flag == '_' ? ' ' : flag == '0' ? '0' : pad;
        return flag == '-' ? digits : String.valueOf(fill).repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static int twelve(int hour) {
        return hour % 12 == 0 ? 12 : hour % 12;
    }

    private static String field(Moment moment, char letter, char flag) throws TemplateException {
        LocalDate date = moment.date();
        int weekday = date.getDayOfWeek().getValue();
        return switch (letter) {
            case 'a' -> DAYS.get(weekday - 1).substring(0, 3);
            case 'A' -> DAYS.get(weekday - 1);
            case 'b', 'h' -> MONTHS.get(moment.month() - 1).substring(0, 3);
            case 'B' -> MONTHS.get(moment.month() - 1);
            case 'c' -> format(moment, "%a %b %e %H:%M:%S %Y");
            case 'C' -> number(moment.year() / 100, 2, '0', flag);
            case 'd' -> number(moment.day(), 2, '0', flag);
            case 'D', 'x' -> format(moment, "%m/%d/%y");
            case 'e' -> number(moment.day(), 2, ' ', flag);
            case 'f' -> number(moment.micros(), 6, '0', (char) 0);
            case 'F' -> format(moment, "%Y-%m-%d");
            case 'g' -> number(date.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0', flag);
            case 'G' -> number(date.get(IsoFields.WEEK_BASED_YEAR), 1, '0', flag);
            case 'H' -> number(moment.hour(), 2, '0', flag);
            case 'I' -> number(twelve(moment.hour()), 2, '0', flag);
            case 'j' -> number(date.getDayOfYear(), 3, '0', flag);
            case 'k' -> number(moment.hour(), 2, ' ', flag);
            case 'l' -> number(twelve(moment.hour()), 2, ' ', flag);
            case 'm' -> number(moment.month(), 2, '0', flag);
            case 'M' -> number(moment.minute(), 2, '0', flag);
            case 'n' -> "\n";
            case 'p' -> flag == '#' ? (moment.hour() < 12 ? "am" : "pm") : moment.hour() < 12 ? "AM" : "PM";
            case 'P' -> moment.hour() < 12 ? "am" : "pm";
            case 'r' -> format(moment, "%I:%M:%S %p");
            case 'R' -> format(moment, "%H:%M");
            case 'S' -> number(moment.second(), 2, '0', flag);
            case 't' -> "\t";
            case 'T', 'X' -> format(moment, "%H:%M:%S");
            case 'u' -> Integer.toString(weekday);
            case 'U' -> number((date.getDayOfYear() + 6 - weekday % 7) / 7, 2, '0', flag);
            case 'V' -> number(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flag);
            case 'w' -> Integer.toString(weekday % 7);
            case 'W' -> number((date.getDayOfYear() + 6 - (weekday - 1)) / 7, 2, '0', flag);
            case 'y' -> number(moment.year() % 100, 2, '0', flag);
            case 'Y' -> number(moment.year(), 1, '0', flag);
            // A time without a zone has neither offset nor name.
            case 'z', 'Z' -> "";
            case '%' -> "%";
            default -> throw TemplateException.unsupported("the time format %" + letter);
        };
    }
}
