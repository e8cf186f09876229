package dev.skidway.timetable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Local times of a zone as moments.
 *
 * <p>Time is walked in stretches of one offset. Within a stretch local time goes steadily; at its end the clocks change:
 *
 * <ul>
 *   <li>forward: times in the gap all become the moment of the change, and count as one;
 *   <li>back: times of the hour that comes twice happen the first time only, unless time is to count as elapsed.
 * </ul>
 */
final class LocalClock {

    /** Clock changes that are looked past before it counts as never: a zone has two a year, cron looks a century ahead. */
    private static final int STRETCHES_MAX = 400;

    private final ZoneRules rules;
    private final boolean elapsed;

    /**
     * Makes a clock.
     *
     * @param elapsed whether repeated hours count twice and skipped ones not at all
     */
    LocalClock(ZoneRules rules, boolean elapsed) {
        this.rules = rules;
        this.elapsed = elapsed;
    }

    /**
     * The first moment after another whose local time recurs, or null if there is none.
     *
     * @param following gives the first local time, in whole seconds, that recurs after another, or null
     */
    @Nullable Instant next(Instant after, Function<LocalDateTime, @Nullable LocalDateTime> following) {
        Instant from = after;
        LocalDateTime start = startOf(after);
        for (int stretch = 0; stretch < STRETCHES_MAX; stretch++) {
            LocalDateTime found = following.apply(start);
            if (found == null) {
                return null;
            }
            ZoneOffsetTransition change = rules.nextTransition(from);
            if (change == null || found.isBefore(change.getDateTimeBefore())) {
                return found.toInstant(rules.getOffset(from));
            }
            boolean gap = change.isGap();
            if (gap && !elapsed && found.isBefore(change.getDateTimeAfter())) {
                return change.getInstant();
            }
            // The local time right after the change may recur itself: the search begins a second before it.
            from = change.getInstant();
            start = (gap || elapsed ? change.getDateTimeAfter() : change.getDateTimeBefore()).minusSeconds(1);
        }
        return null;
    }

    /** The local time after which to search; the second time of an hour that comes twice is past. */
    private LocalDateTime startOf(Instant after) {
        LocalDateTime local =
                LocalDateTime.ofInstant(after, rules.getOffset(after)).truncatedTo(ChronoUnit.SECONDS);
        ZoneOffsetTransition last = rules.previousTransition(after.plusNanos(1));
        return last != null && last.isOverlap() && !elapsed && local.isBefore(last.getDateTimeBefore())
                ? last.getDateTimeBefore().minusSeconds(1)
                : local;
    }
}
