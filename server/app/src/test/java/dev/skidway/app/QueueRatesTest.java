package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueSettings;
import dev.skidway.queues.QueueView;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueueRatesTest {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final QueueRates rates = new QueueRates();

    @Test
    void ratesCoverTheTimeSinceTheLastLook() {
        rates.lines(List.of(queue(1, 100, 50)), 0, 5 * SECOND_NANOS);

        var line = rates.lines(List.of(queue(1, 300, 60)), 0, 7 * SECOND_NANOS).getFirst();

        assertThat(line.sentPerSecond()).isEqualTo(100);
        assertThat(line.deletedPerSecond()).isEqualTo(5);
    }

    @Test
    void lookThatFollowsTooSoonShowsTheRatesOfTheOneBefore() {
        rates.lines(List.of(queue(1, 100, 50)), 0, 5 * SECOND_NANOS);
        rates.lines(List.of(queue(1, 300, 60)), 0, 7 * SECOND_NANOS);

        var line = rates.lines(List.of(queue(1, 301, 60)), 0, 7 * SECOND_NANOS + 1000)
                .getFirst();

        assertThat(line.sentPerSecond()).isEqualTo(100);
    }

    @Test
    void queueThatWasDeletedAndMadeAgainStartsAtZero() {
        rates.lines(List.of(queue(1, 1000, 50)), 0, 5 * SECOND_NANOS);

        var line = rates.lines(List.of(queue(2, 3, 0)), 0, 7 * SECOND_NANOS).getFirst();

        assertThat(line.sentPerSecond()).isZero();
    }

    @Test
    void oldestMessageIsShownByItsAge() {
        var line = rates.lines(List.of(queue(1, 1, 0)), 61_000, 0).getFirst();

        assertThat(line.oldestAgeMillis()).isEqualTo(60_000);
    }

    private static QueueView queue(long id, long sent, long deleted) {
        QueueSettings settings = new QueueSettings(0, 1024, 60_000, 0, 30_000, 10, new TreeMap<>());
        return new QueueView(
                new QueueName("n", "q"), id, settings, new TreeMap<>(), 1, 0, 0, 0, 0, 1000, sent, deleted);
    }
}
