package dev.skidway.timetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.timetable.Timetable.Spec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 9 * * 1-5     | 2026-11-27T09:00:00 | 2026-11-30T09:00:00",
                "0 9 * * MON-FRI | 2026-11-29T12:00:00 | 2026-11-30T09:00:00",
                "*/15 * * * *    | 2026-11-29T12:00:00 | 2026-11-29T12:15:00",
                "*/15 * * * *    | 2026-11-29T12:59:59 | 2026-11-29T13:00:00",
                "30 4 1,15 * 5   | 2026-11-29T12:00:00 | 2026-12-01T04:30:00",
                "30 4 1,15 * 5   | 2026-12-01T04:30:00 | 2026-12-04T04:30:00",
                "0 0 29 2 *      | 2026-11-29T12:00:00 | 2028-02-29T00:00:00",
                "0 0 * * 0       | 2026-11-24T00:00:00 | 2026-11-29T00:00:00",
                "0 0 * * 7       | 2026-11-24T00:00:00 | 2026-11-29T00:00:00",
                "0 0 L * *       | 2026-11-29T12:00:00 | 2026-11-30T00:00:00",
                "*/10 * * * * *  | 2026-11-29T12:00:00 | 2026-11-29T12:00:10",
                "5 0 12 31 12 *  | 2026-12-31T12:00:05 | 2027-12-31T12:00:05",
            })
    void firesWhenTheLineSays(String line, LocalDateTime after, LocalDateTime expected) throws TimetableFault {
        Timetable timetable = Timetable.of(cron(line, "UTC"));

        assertThat(Instant.ofEpochMilli(timetable.next(millis(after)))).isEqualTo(expected.toInstant(ZoneOffset.UTC));
    }

    @Test
    void countsIntervalsFromTheStart() throws TimetableFault {
        Timetable timetable = Timetable.of(new Spec("", 10_000, "", 0, 5_000, Timetable.NEVER));

        assertThat(timetable.next(0)).isEqualTo(5_000);
        assertThat(timetable.next(5_000)).isEqualTo(15_000);
        assertThat(timetable.next(14_999)).isEqualTo(15_000);
        assertThat(timetable.next(1_000_000)).isEqualTo(1_005_000);
    }

    @Test
    void endsBeforeItsEnd() throws TimetableFault {
        Timetable timetable = Timetable.of(new Spec("", 10_000, "", 0, 0, 30_000));

        assertThat(timetable.next(10_000)).isEqualTo(20_000);
        assertThat(timetable.next(20_000)).isEqualTo(Timetable.NEVER);
        assertThat(timetable.next(Long.MAX_VALUE - 1)).isEqualTo(Timetable.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "* * * *",
                "* * * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "a b c d e",
                "0 0 30 2 *",
                "0 0 31 4 *",
                "1-0-1 * * * *",
                "*/0 * * * *",
            })
    void refusesLinesThatCannotBeReadOrNeverFire(String line) {
        assertThatThrownBy(() -> Timetable.of(cron(line, "UTC"))).isInstanceOf(TimetableFault.class);
    }

    @Test
    void refusesWhatContradictsItself() {
        assertFault(new Spec("* * * * *", 1_000, "", 0, 0, Timetable.NEVER), "both");
        assertFault(new Spec("", 0, "", 0, 0, Timetable.NEVER), "neither");
        assertFault(new Spec("", 999, "", 0, 0, Timetable.NEVER), "every");
        assertFault(new Spec("", Timetable.EVERY_MILLIS_MAX + 1, "", 0, 0, Timetable.NEVER), "every");
        assertFault(new Spec("", 1_000, "Europe/Atlantis", 0, 0, Timetable.NEVER), "time zone");
        assertFault(new Spec("", 1_000, "x".repeat(65), 0, 0, Timetable.NEVER), "time zone");
        assertFault(new Spec("", 1_000, "", 86_400_000, 0, Timetable.NEVER), "jitter");
        assertFault(new Spec("", 1_000, "", 0, 10, 10), "end");
        assertFault(new Spec("", 1_000, "", 0, -1, Timetable.NEVER), "start");
        assertFault(new Spec("0 0 1 1 *", 0, "", 0, 1_000, 2_000), "some time between");
        assertFault(new Spec("* ".repeat(200), 0, "", 0, 0, Timetable.NEVER), "256");
    }

    @Test
    void jitterIsBoundedAndTheSameForTheSameMoment() throws TimetableFault {
        Timetable timetable = Timetable.of(new Spec("", 60_000, "", 5_000, 0, Timetable.NEVER));
        long spread = 0;

        for (long nominal = 60_000; nominal < 6_000_000; nominal += 60_000) {
            long late = timetable.jittered(nominal, 7) - nominal;
            assertThat(late).isBetween(0L, 5_000L);
            assertThat(timetable.jittered(nominal, 7) - nominal).isEqualTo(late);
            spread = Math.max(spread, late);
        }

        assertThat(spread).isGreaterThan(4_000);
        assertThat(timetable.jittered(Timetable.NEVER, 7)).isEqualTo(Timetable.NEVER);
    }

    @Test
    void neverRepeatsAndNeverPassesOverAMoment() throws TimetableFault {
        long seed = 20_261_129;
        SplittableRandom random = new SplittableRandom(seed);
        for (String zone :
                new String[] {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"}) {
            for (String line :
                    new String[] {"*/7 * * * *", "30 2 * * *", "0 */3 * * *", "15 1-3 * 3,10,11 *", "59 59 1 * * *"}) {
                Timetable timetable = Timetable.of(cron(line, zone));
                long time = millis(LocalDateTime.of(2026, 1, 1, 0, 0)) + random.nextLong(86_400_000);
                for (int i = 0; i < 200; i++) {
                    long next = timetable.next(time);
                    long between = time + random.nextLong(next - time);

                    assertThat(next).as(line + " in " + zone + ", seed " + seed).isGreaterThan(time);
                    assertThat(timetable.next(between))
                            .as(line + " in " + zone + " after " + Instant.ofEpochMilli(between))
                            .isEqualTo(next);
                    time = next;
                }
            }
        }
    }

    private static void assertFault(Spec spec, String word) {
        assertThatThrownBy(() -> Timetable.of(spec))
                .isInstanceOfSatisfying(
                        TimetableFault.class, fault -> assertThat(fault.text()).contains(word));
    }

    static Spec cron(String line, String zone) {
        return new Spec(line, 0, zone, 0, 0, Timetable.NEVER);
    }

    static long millis(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
