package dev.skidway.timetable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * When something recurs: by a cron line in a time zone, or at intervals; between two moments, and each time a little late if asked to.
 *
 * <p>Moments are milliseconds since 1970. The nominal moment is what the calendar says; {@link #jittered} says when to act on it.
 */
public final class Timetable {

    /** No further moment. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Shortest interval. */
    public static final long EVERY_MILLIS_MIN = 1_000;

    /** Longest interval: 366 days. */
    public static final long EVERY_MILLIS_MAX = 31_622_400_000L;

    /** Longest jitter: one millisecond less than a day. */
    public static final long JITTER_MILLIS_MAX = 86_399_999;

    /** Characters of the name of a time zone. */
    public static final int ZONE_CHARS_MAX = 64;

    private static final long MILLIS_MAX = 253_402_300_799_999L;

    private final Spec spec;
    private final @Nullable CronLine cron;
    private final @Nullable LocalClock clock;

    private Timetable(Spec spec, @Nullable CronLine cron, @Nullable LocalClock clock) {
        this.spec = spec;
        this.cron = cron;
        this.clock = clock;
    }

    /**
     * What a timetable says.
     *
     * @param cron a cron line, or empty for intervals
     * @param everyMillis the interval, or 0 for a cron line
     * @param zone IANA name of a time zone; empty means UTC
     * @param jitterMillis longest delay of each firing
     * @param startMillis not before, or 0
     * @param endMillis not at or after, or {@link #NEVER}
     */
    public record Spec(
            String cron, long everyMillis, String zone, long jitterMillis, long startMillis, long endMillis) {}

    /** Reads and checks a specification; one that can never fire, whatever the time, is refused too. */
    public static Timetable of(Spec spec) throws TimetableFault {
        if (spec.cron.isEmpty() == (spec.everyMillis == 0)) {
            throw new TimetableFault("timetable: expected either a cron line or an interval, found "
                    + (spec.cron.isEmpty() ? "neither" : "both"));
        }
        within("jitter", spec.jitterMillis, 0, JITTER_MILLIS_MAX);
        within("start", spec.startMillis, 0, MILLIS_MAX);
        if (spec.endMillis != NEVER) {
            within("end", spec.endMillis, spec.startMillis + 1, MILLIS_MAX);
        }
        ZoneRules rules = rules(spec.zone);
        if (spec.cron.isEmpty()) {
            within("every", spec.everyMillis, EVERY_MILLIS_MIN, EVERY_MILLIS_MAX);
            return new Timetable(spec, null, null);
        }
        CronLine line = CronLine.of(spec.cron);
        Timetable timetable = new Timetable(spec, line, new LocalClock(rules, line.everyHour()));
        if (timetable.next(spec.startMillis - 1) == NEVER) {
            throw new TimetableFault(
                    "timetable: expected one that fires at some time between start and end, found none: \"" + spec.cron
                            + "\"");
        }
        return timetable;
    }

    private static ZoneRules rules(String zone) throws TimetableFault {
        if (zone.length() > ZONE_CHARS_MAX) {
            throw new TimetableFault(
                    "time zone: expected at most " + ZONE_CHARS_MAX + " characters, found " + zone.length());
        }
        try {
            return ZoneId.of(zone.isEmpty() ? "UTC" : zone).getRules();
        } catch (DateTimeException e) {
            throw new TimetableFault("time zone: expected an IANA name such as Europe/Berlin, found \"" + zone + "\"");
        }
    }

    private static void within(String what, long found, long min, long max) throws TimetableFault {
        if (found < min || found > max) {
            throw new TimetableFault(what + ": expected " + min + " to " + max + " ms, found " + found);
        }
    }

    /** What it was made of. */
    public Spec spec() {
        return spec;
    }

    /** The first nominal moment after another, or {@link #NEVER}. */
    public long next(long afterMillis) {
        long after = Math.max(afterMillis, spec.startMillis - 1);
        if (after >= MILLIS_MAX) {
            return NEVER;
        }
        long next = cron == null ? nextInterval(after) : nextByCalendar(after);
        return next >= spec.endMillis || next > MILLIS_MAX ? NEVER : next;
    }

    private long nextInterval(long afterMillis) {
        long passed = afterMillis - spec.startMillis;
        return spec.startMillis + (Math.floorDiv(passed, spec.everyMillis) + 1) * spec.everyMillis;
    }

    private long nextByCalendar(long afterMillis) {
        CronLine line = cron;
        LocalClock local = clock;
        if (line == null || local == null) {
            return NEVER;
        }
        Instant next = local.next(Instant.ofEpochMilli(afterMillis), line::following);
        return next == null ? NEVER : next.toEpochMilli();
    }

    /** When to act on a nominal moment: up to the jitter later, for the same moment and {@code seed} always by the same. */
    public long jittered(long nominalMillis, long seed) {
        if (spec.jitterMillis == 0 || nominalMillis == NEVER) {
            return nominalMillis;
        }
        long mixed = (nominalMillis ^ seed) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        mixed ^= mixed >>> 32;
        return nominalMillis + Long.remainderUnsigned(mixed, spec.jitterMillis + 1);
    }
}
