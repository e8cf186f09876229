package dev.skidway.timetable;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One cron line: minute, hour, day of month, month, day of week; or the same with a second first.
 *
 * <p>Days of week are 0 to 7, 0 and 7 being Sunday, or names. Where both day fields are given, a day that fits either fires, as cron has
 * always done it. cron-utils reads it and finds the next local time; time zones are {@link LocalClock}'s.
 */
final class CronLine {

    static final int CHARS_MAX = 256;

    private static final int FIELDS_MIN = 5;
    private static final int FIELDS_MAX = 6;
    private static final String ANY = "*";

    private final ExecutionTime times;
    private final boolean everyHour;

    private CronLine(ExecutionTime times, boolean everyHour) {
        this.times = times;
        this.everyHour = everyHour;
    }

    /** Reads a line. */
    static CronLine of(String text) throws TimetableFault {
        if (text.length() > CHARS_MAX) {
            throw new TimetableFault("cron: expected at most " + CHARS_MAX + " characters, found " + text.length());
        }
        String[] fields = text.strip().split("\\s+", FIELDS_MAX + 1);
        if (fields.length < FIELDS_MIN || fields.length > FIELDS_MAX) {
            throw new TimetableFault(
                    "cron: expected 5 fields (minute hour day month weekday) or 6 (second first), found "
                            + (text.isBlank() ? 0 : fields.length));
        }
        boolean seconds = fields.length == FIELDS_MAX;
        Cron cron;
        try {
            cron = new CronParser(definition(seconds)).parse(String.join(" ", fields));
        } catch (IllegalArgumentException e) {
            throw new TimetableFault(
                    "cron: expected a line that can be read, found \"" + text + "\": " + e.getMessage());
        }
        return new CronLine(ExecutionTime.forCron(cron), fields[seconds ? 2 : 1].equals(ANY));
    }

    private static CronDefinition definition(boolean seconds) {
        CronDefinitionBuilder builder = CronDefinitionBuilder.defineCron();
        if (seconds) {
            builder.withSeconds().withStrictRange().and();
        }
        return builder.withMinutes()
                .withStrictRange()
                .and()
                .withHours()
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .supportsL()
                .withStrictRange()
                .and()
                .withMonth()
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .supportsHash()
                .supportsL()
                .withStrictRange()
                .and()
                .instance();
    }

    /** Whether it goes by elapsed time: its hour is {@code *}. */
    boolean everyHour() {
        return everyHour;
    }

    /** The first local time after another that fits, in whole seconds, or null if none ever does. */
    @Nullable LocalDateTime following(LocalDateTime local) {
        return times.nextExecution(ZonedDateTime.of(local, ZoneOffset.UTC))
                .map(ZonedDateTime::toLocalDateTime)
                .orElse(null);
    }
}
