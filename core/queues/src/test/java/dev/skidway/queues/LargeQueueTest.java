package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ApplyContext;
import org.junit.jupiter.api.Test;

/** A million messages: chunks grow and go, timers fire in bounded steps, a message takes few bytes. */
class LargeQueueTest {

    private static final int MILLION = 1_000_000;
    private static final int BATCH = 1_000;
    private static final long START = 1_700_000_000_000L;

    private final Queues queues = new Queues(new Shared(position -> position >>> 26));
    private final Queue queue = new Queue(1, Q.ORDERS, START, SettingsRules.DEFAULTS, Q.NONE, queues.shared);

    LargeQueueTest() {
        queues.add(queue);
        queues.nextQueueId = 2;
        queue.nextLane = 1;
        queue.messages.openLane(0, 0, null);
    }

    private void fill(int count, long delayMillis) {
        Lane lane = queue.messages.lanes.get(0);
        for (int index = 0; index < count; index++) {
            long slot = lane.nextSlot;
            queue.messages.append(0, slot, new Payload(slot * 300, 10, 256), START, START + delayMillis);
        }
        queues.dueChanged(queue);
    }

    @Test
    void keepsAMillionMessagesInOrder() {
        fill(MILLION, 0);
        new ConsistencyCheck(queues).run();

        long slot = 0;
        for (int batch = 0; batch < MILLION / BATCH; batch++) {
            for (Pick pick : queue.plan(BATCH, false, START)) {
                assertThat(pick.slot()).isEqualTo(slot);
                assertThat(pick.lane().payloadPosition(slot)).isEqualTo(slot * 300);
                queue.messages.lease(0, slot, "", START, START + 30_000);
                queue.messages.remove(0, slot, START + 1);
                slot++;
            }
        }

        queues.dueChanged(queue);
        new ConsistencyCheck(queues).run();
        assertThat(queue.messageCount()).isZero();
        assertThat(queues.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void findsWhatCameBackInFrontOfAMillion() {
        fill(MILLION, 0);
        for (Pick pick : queue.plan(BATCH, false, START)) {
            queue.messages.lease(0, pick.slot(), "", START, START + 30_000);
        }
        queue.messages.makeVisible(queue.messages.records.find(0, 7), START + 1);

        assertThat(queue.plan(2, false, START)).extracting(Pick::slot).containsExactly(7L, 1_000L);
    }

    @Test
    void keepsOneOldMessageWithoutKeepingItsNeighbours() {
        fill(MILLION, 0);

        for (long slot = 1; slot < MILLION; slot++) {
            queue.messages.lease(0, slot, "", START, START + 30_000);
            queue.messages.remove(0, slot, START);
        }

        queues.dueChanged(queue);
        new ConsistencyCheck(queues).run();
        assertThat(queue.plan(BATCH, false, START)).extracting(Pick::slot).containsExactly(0L);
        fill(10, 0);
        assertThat(queue.plan(2, false, START)).extracting(Pick::slot).containsExactly(0L, (long) MILLION);
    }

    @Test
    void firesAMillionTimersInBoundedSteps() {
        fill(MILLION, 60_000);
        TimersFiredApplier applier = new TimersFiredApplier(queues);
        Context context = new Context(START + 60_000);

        applier.apply(new TimersFired(START + 59_999, BATCH), context);
        assertThat(queue.messages.ready).isZero();
        for (int step = 1; step <= MILLION / BATCH; step++) {
            applier.apply(new TimersFired(START + 60_000, BATCH), context);
            assertThat(queue.messages.ready).isEqualTo((long) step * BATCH);
        }

        new ConsistencyCheck(queues).run();
        assertThat(queue.messages.delayed).isZero();
    }

    @Test
    void takesFewBytesForAWaitingMessage() {
        fill(MILLION, 0);
        long words = 0;
        Lane lane = queue.messages.lanes.get(0);
        for (Chunk chunk = lane.chunkFrom(0);
                chunk != null;
                chunk = lane.chunkFrom(Chunk.blockOf(chunk.firstSlot) + 1)) {
            words += chunk.words.length;
        }

        assertThat(words * 8.0 / MILLION).isLessThan(17);
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
