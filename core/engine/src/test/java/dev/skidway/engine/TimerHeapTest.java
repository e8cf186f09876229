package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.testkit.Seed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The heap of timers against a sorted set. */
class TimerHeapTest {

    private record Timer(long dueMillis, long id) {}

    private final TimerHeap timers = new TimerHeap();

    @Test
    void hasNothingDueWhenEmpty() {
        assertThat(timers.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(timers.dueMillis(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(timers.cancel(1)).isFalse();
        assertThatThrownBy(timers::nextId).hasMessageContaining("no timer");
    }

    @Test
    void refusesNegativeIds() {
        assertThatThrownBy(() -> timers.set(-1, 5)).hasMessageContaining("negative");
    }

    @Test
    void forgetsEverythingWhenCleared() {
        timers.set(1, 5);

        timers.clear();

        assertThat(timers.count()).isZero();
        assertThat(timers.dueMillis(1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void agreesWithASortedSetWhateverIsDone() {
        SplittableRandom random = Seed.ofThisRun().stream("timers");
        TreeSet<Timer> sorted =
                new TreeSet<>(Comparator.comparingLong(Timer::dueMillis).thenComparing(Timer::id));
        Map<Long, Long> due = new HashMap<>();

        for (int i = 0; i < 200_000; i++) {
            long id = random.nextLong(2_000) << (random.nextInt(3) * 20);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    long dueMillis = random.nextLong(500);
                    timers.set(id, dueMillis);
                    Long earlier = due.put(id, dueMillis);
                    if (earlier != null) {
                        sorted.remove(new Timer(earlier, id));
                    }
                    sorted.add(new Timer(dueMillis, id));
                }
                case 2, 3 -> {
                    Long earlier = due.remove(id);
                    assertThat(timers.cancel(id)).isEqualTo(earlier != null);
                    if (earlier != null) {
                        sorted.remove(new Timer(earlier, id));
                    }
                }
                default -> {
                    if (!sorted.isEmpty()) {
                        Timer first = sorted.removeFirst();
                        due.remove(first.id);
                        assertThat(timers.nextDueMillis()).isEqualTo(first.dueMillis);
                        assertThat(timers.removeNext()).isEqualTo(first.id);
                    }
                }
            }
            assertThat(timers.count()).isEqualTo(sorted.size());
            assertThat(timers.dueMillis(id)).isEqualTo(due.getOrDefault(id, Long.MAX_VALUE));
        }
    }
}
