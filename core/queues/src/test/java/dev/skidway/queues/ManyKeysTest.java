package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ApplyContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hundred thousand keys with limits: what is not allowed now is not looked at, and comes back by its event. */
class ManyKeysTest {

    private static final int KEYS = 100_000;
    private static final long START = 1_700_000_000_000L;
    private static final int BATCH = 1_000;
    private static final int MILLION = 1_000_000;

    private final Queues queues = new Queues(new Shared(position -> position >>> 26));
    private long now = START;

    private Queue queue(KeyLimits limits) {
        QueueSettings settings = SettingsRules.changed(
                SettingsRules.changed(SettingsRules.DEFAULTS, Q.inFlight(QueueLimits.IN_FLIGHT_MAX)),
                new SettingsChange(DispatchChange.keys(limits)));
        Queue queue = new Queue(1, Q.ORDERS, START, settings, Q.NONE, queues.shared);
        queues.add(queue);
        queues.nextQueueId = 2;
        for (int key = 0; key < KEYS; key++) {
            queue.openLanes(List.of(new MessagesSent.NewLane(key, key % 3, "key " + key)), now);
            for (long slot = 0; slot < 3; slot++) {
                queue.messages.append(key, slot, new Payload(slot * 300, 10, 256), now, now);
            }
        }
        queues.dueChanged(queue);
        return queue;
    }

    private void lease(Queue queue, List<Pick> picks) {
        picks.forEach(pick -> queue.messages.lease(
                pick.lane().number(), pick.slot(), "", now, now + QueueLimits.VISIBILITY_MILLIS_MAX));
        queues.dueChanged(queue);
    }

    private int inLine(Queue queue) {
        return queue.messages.activity.levels.values().stream()
                .mapToInt(level -> level.active.size())
                .sum();
    }

    private void leaseAll(Queue queue) {
        for (int batch = 0; batch < KEYS / BATCH; batch++) {
            List<Pick> picks = queue.plan(BATCH, false, now);
            assertThat(picks).hasSize(BATCH);
            lease(queue, picks);
        }
    }

    @Test
    void leavesTheLineWhenAllItsPlacesAreTakenAndComesBackWithOne() {
        Queue queue = queue(new KeyLimits(1, RateLimit.NONE, DispatchSettings.UNLIMITED));

        leaseAll(queue);

        assertThat(inLine(queue)).isZero();
        assertThat(queue.messages.activity.held.size()).isEqualTo(KEYS);
        assertThat(queue.plan(BATCH, false, now)).isEmpty();
        assertThat(queue.messages.remove(77, 0, now))
                .as("somebody is to be told")
                .isTrue();
        assertThat(inLine(queue)).isEqualTo(1);
        assertThat(queue.plan(BATCH, false, now))
                .extracting(pick -> pick.lane().number())
                .containsExactly(77L);
        queues.dueChanged(queue);
        new ConsistencyCheck(queues).run();
    }

    @Test
    void comesBackAtItsTokenAFewAtATime() {
        Queue queue = queue(
                new KeyLimits(DispatchSettings.UNLIMITED, new RateLimit(1, 60_000, 1), DispatchSettings.UNLIMITED));
        leaseAll(queue);
        assertThat(inLine(queue)).isZero();
        TimersFiredApplier applier = new TimersFiredApplier(queues);
        assertThat(queues.nextTimerMillis()).isEqualTo(START + 60_000);
        now = START + 60_000;

        for (int step = 1; step <= KEYS / BATCH; step++) {
            applier.apply(new TimersFired(now, BATCH), new Context(now));
            assertThat(inLine(queue)).as("keys back after %d steps", step).isEqualTo(step * BATCH);
        }
        leaseAll(queue);
        assertThat(inLine(queue)).isZero();
        new ConsistencyCheck(queues).run();
    }

    @Test
    void servesAQuietKeyAtOnceWhileAMillionTimersOfALoudOneFire() {
        Queue queue = new Queue(1, Q.ORDERS, START, SettingsRules.DEFAULTS, Q.NONE, queues.shared);
        queues.add(queue);
        queues.nextQueueId = 2;
        queue.openLanes(List.of(new MessagesSent.NewLane(0, 0, "loud"), new MessagesSent.NewLane(1, 0, "quiet")), now);
        for (long slot = 0; slot < MILLION; slot++) {
            queue.messages.append(0, slot, new Payload(slot * 300, 10, 256), START, START + 60_000);
        }
        queues.dueChanged(queue);
        now = START + 60_000;
        TimersFiredApplier applier = new TimersFiredApplier(queues);
        // Keeps the lane of the quiet key.
        queue.messages.append(1, 0, new Payload(0, 10, 256), now, now + 1_000_000);
        for (int step = 1; step <= MILLION / BATCH; step++) {
            applier.apply(new TimersFired(now, BATCH), new Context(now));
            lease(queue, queue.plan(10, false, now));
            queue.messages.append(1, step, new Payload(step * 300L, 10, 256), now, now);
            queues.dueChanged(queue);

            List<Pick> picks = queue.plan(2, false, now);

            assertThat(picks)
                    .as("step %d", step)
                    .extracting(pick -> pick.lane().key())
                    .contains("quiet");
            lease(queue, picks);
            queue.messages.remove(1, step, now);
            queues.dueChanged(queue);
        }
        assertThat(queue.messages.delayed).isEqualTo(1);
    }

    private record Context(long timestampMillis) implements ApplyContext {
        @Override
        public long framePosition() {
            return 0;
        }

        @Override
        public void wake(long waitKey) {
            assertThat(waitKey).isEqualTo(1);
        }
    }
}
