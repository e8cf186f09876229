package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.Seed;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The table of sends against a map, and its bytes for each. */
class DeduplicationsTest {

    private static final long START = 1_700_000_000_000L;

    private final SplittableRandom random = Seed.ofThisRun().stream("deduplications");
    private final Deduplications table = new Deduplications();

    private record Sent(DeduplicationKey key, long slot, long at) {}

    @Test
    void agreesWithAMapThatForgets() {
        Map<DeduplicationKey, Sent> model = new HashMap<>();
        ArrayDeque<Sent> order = new ArrayDeque<>();
        long now = START;
        for (int slot = 0; slot < 60_000; slot++) {
            now += random.nextInt(20);
            while (!order.isEmpty() && order.peekFirst().at + QueueLimits.DEDUPLICATION_MILLIS <= now) {
                Sent old = order.removeFirst();
                model.remove(old.key, old);
            }
            if (table.nextDueMillis() <= now && random.nextInt(4) > 0) {
                table.removeOldestPage();
            }
            long id = random.nextInt(40_000);
            // Few places of the index, so that keys meet there.
            DeduplicationKey key = new DeduplicationKey(id << 60, id & ~0xFF);
            Sent known = model.get(key);
            assertThat(table.find(key, now)).isEqualTo(known == null ? null : new Place(7, known.slot));
            if (known == null) {
                Sent sent = new Sent(key, slot, now);
                table.add(key, 7, slot, now, 0);
                model.put(key, sent);
                order.addLast(sent);
            }
            if (slot % 10_000 == 0) {
                table.checkConsistency();
            }
        }
        while (table.nextDueMillis() != Long.MAX_VALUE) {
            table.removeOldestPage();
        }
        assertThat(table.size()).isZero();
        table.checkConsistency();
    }

    @Test
    void keepsNumbersAndTimesOfAllSizes() {
        DeduplicationKey key = new DeduplicationKey(-1, -1);
        table.add(key, (1L << 40) - 1, (1L << 40) - 1, (1L << 48) - 1, 0);

        assertThat(table.find(key, 0)).isEqualTo(new Place((1L << 40) - 1, (1L << 40) - 1));
        assertThat(table.nextDueMillis()).isEqualTo((1L << 48) - 1 + QueueLimits.DEDUPLICATION_MILLIS);
    }
}
