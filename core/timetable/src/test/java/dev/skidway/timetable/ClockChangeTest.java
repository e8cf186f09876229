package dev.skidway.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In Berlin clocks go from 02:00 to 03:00 on 29 March 2026 (01:00 UTC), and from 03:00 to 02:00 on 25 October (01:00 UTC). */
class ClockChangeTest {

    private static final String BEFORE_SPRING = "2026-03-28T12:00:00Z";
    private static final String BEFORE_AUTUMN = "2026-10-24T12:00:00Z";

    @Test
    void firesASkippedTimeAtTheMomentOfTheChange() throws TimetableFault {
        assertThat(firings("30 2 * * *", BEFORE_SPRING, 3))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z");
    }

    @Test
    void countsSeveralSkippedTimesAsOne() throws TimetableFault {
        assertThat(firings("0,20,40 2 * * *", BEFORE_SPRING, 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
    }

    @Test
    void aTimeRightAfterTheGapFiresOnce() throws TimetableFault {
        assertThat(firings("0 3 * * *", BEFORE_SPRING, 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z");
        assertThat(firings("0 2,3 * * *", BEFORE_SPRING, 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
    }

    @Test
    void firesARepeatedTimeTheFirstTimeOnly() throws TimetableFault {
        assertThat(firings("30 2 * * *", BEFORE_AUTUMN, 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(firings("30 2 * * *", "2026-10-25T01:05:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
        assertThat(firings("0 3 * * *", BEFORE_AUTUMN, 1)).containsExactly("2026-10-25T02:00:00Z");
    }

    @Test
    void aLineForEveryHourGoesByElapsedTime() throws TimetableFault {
        assertThat(firings("30 * * * *", "2026-10-24T23:31:00Z", 3))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z");
        assertThat(firings("30 * * * *", "2026-03-29T00:00:00Z", 3))
                .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z");
        assertThat(firings("0 * * * *", "2026-03-29T00:30:00Z", 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
    }

    @Test
    void aDayThatIsLeftOutFiresWhenItWouldHaveBegun() throws TimetableFault {
        // Samoa went from 29 to 31 December 2011 at midnight.
        Timetable timetable = Timetable.of(TimetableTest.cron("0 12 30 12 *", "Pacific/Apia"));

        assertThat(Instant.ofEpochMilli(
                        timetable.next(Instant.parse("2011-12-01T00:00:00Z").toEpochMilli())))
                .isEqualTo(Instant.parse("2011-12-30T10:00:00Z"));
    }

    private static List<String> firings(String line, String after, int count) throws TimetableFault {
        Timetable timetable = Timetable.of(TimetableTest.cron(line, "Europe/Berlin"));
        List<String> found = new ArrayList<>();
        long time = Instant.parse(after).toEpochMilli();
        for (int i = 0; i < count; i++) {
            time = timetable.next(time);
            found.add(Instant.ofEpochMilli(time).toString());
        }
        return found;
    }
}
