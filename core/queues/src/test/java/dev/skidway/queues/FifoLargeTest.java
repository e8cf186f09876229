package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A million messages in one group, and one in each of 100,000: only what can be leased is looked at. */
class FifoLargeTest {

    private static final int MILLION = 1_000_000;
    private static final int GROUPS = 100_000;
    private static final int BATCH = 10;
    private static final long START = 1_700_000_000_000L;

    private final Queues queues = new Queues(new Shared(position -> position >>> 26));
    private final Queue queue = new Queue(1, Fifo.ORDERS, START, SettingsRules.DEFAULTS, Q.NONE, queues.shared);

    FifoLargeTest() {
        queues.add(queue);
        queues.nextQueueId = 2;
    }

    private void group(long lane) {
        queue.nextLane = lane + 1;
        queue.messages.openLane(lane, 0, "group " + lane);
    }

    private void add(long lane, long slot) {
        queue.messages.append(lane, slot, new Payload(slot * 300, 10, 256), START, START);
    }

    private void lease(List<Pick> picks) {
        picks.forEach(pick -> queue.messages.lease(pick.lane().number(), pick.slot(), "", START, START + 30_000));
    }

    private void remove(List<Pick> picks) {
        picks.forEach(pick -> queue.messages.remove(pick.lane().number(), pick.slot(), START + 1));
    }

    private Level.Active active() {
        return Objects.requireNonNull(queue.messages.activity.levels.get(0)).active;
    }

    private void check() {
        queues.dueChanged(queue);
        new ConsistencyCheck(queues).run();
    }

    @Test
    void servesOneLongGroupBatchByBatch() {
        group(0);
        for (int slot = 0; slot < MILLION; slot++) {
            add(0, slot);
        }
        for (long slot = 0; slot < MILLION; slot += BATCH) {
            List<Pick> picks = queue.plan(BATCH, false, START);
            assertThat(picks).hasSize(BATCH);
            assertThat(picks.getFirst().slot()).isEqualTo(slot);
            lease(picks);
            assertThat(active().isEmpty()).as("locked").isTrue();
            remove(picks);
        }
        check();
        assertThat(queue.messageCount()).isZero();
    }

    @Test
    void servesManyGroupsAndLooksAtNoLockedOne() {
        for (int lane = 0; lane < GROUPS; lane++) {
            group(lane);
            add(lane, 0);
            add(lane, 1);
        }
        List<Pick> heads = queue.plan(2 * BATCH, false, START);
        assertThat(heads).as("both of each group").extracting(Pick::slot).startsWith(0L, 1L, 0L, 1L);
        for (int taken = 0; taken < GROUPS - BATCH; taken++) {
            lease(queue.plan(1, false, START));
        }
        check();

        assertThat(active().size()).isEqualTo(BATCH);
        lease(queue.plan(2 * BATCH, false, START));
        assertThat(queue.plan(BATCH, false, START)).isEmpty();
        queue.messages.makeVisible(queue.messages.records.find(7, 0), START + 1);
        assertThat(queue.plan(BATCH, false, START))
                .extracting(pick -> pick.lane().number())
                .containsOnly(7L);
        check();
    }
}
