package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.base.SystemTime;
import dev.skidway.engine.ClockLimits;
import dev.skidway.engine.EngineError;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Partition;
import dev.skidway.engine.PartitionSetup;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.RealDisk;
import dev.skidway.journal.Storage;
import dev.skidway.queues.QueueDomain;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a call makes of a partition that fails it. */
@Timeout(60)
class CallsTest {

    private static final ReceiveMessages RECEIVE = new ReceiveMessages(new QueueName("a", "orders"), 1, -1, 20_000);

    /** What is asked of a partition that nobody steps. */
    private interface Asking {
        void ask(Calls calls, Partition partition) throws Exception;
    }

    private static void over(Path folder, Asking asking) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (Storage storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), new SystemTime())) {
            Partition partition = Partition.recover(new PartitionSetup(
                    0,
                    1,
                    EngineLimits.DEFAULT,
                    ClockLimits.DEFAULT,
                    true,
                    new SystemTime(),
                    storage.journal(),
                    storage.snapshots(),
                    List.of(new QueueDomain(storage.journal()::segmentOf)),
                    failures::add));
            NodeCounters counters = new NodeCounters();
            asking.ask(new Calls(List.of(partition), new Admission(NodeLimits.DEFAULT, counters), counters), partition);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aReceiveWhosePartitionStopsFailsAsThePartitionSays(@TempDir Path folder) throws Exception {
        over(
                folder,
                (calls, partition) -> assertThatThrownBy(() -> calls.runPatiently(RECEIVE, gone -> partition.close()))
                        .isInstanceOfSatisfying(
                                SkidwayException.class,
                                failure -> assertThat(failure.code()).isEqualTo(EngineError.PARTITION_FAILED)));
    }

    @Test
    void aWaitForSeveralQueuesWhosePartitionStopsFailsAsThePartitionSays(@TempDir Path folder) throws Exception {
        over(folder, (calls, partition) -> {
            FirstReady first = new FirstReady(calls, List.of(RECEIVE.queue()), 20_000);

            assertThatThrownBy(() -> first.await(gone -> partition.close()))
                    .isInstanceOfSatisfying(
                            SkidwayException.class,
                            failure -> assertThat(failure.code()).isEqualTo(EngineError.PARTITION_FAILED));
        });
    }

    @Test
    void aWaitForSeveralQueuesEndsEmptyWhenItsCallerHasGone(@TempDir Path folder) throws Exception {
        over(folder, (calls, partition) -> {
            FirstReady first = new FirstReady(calls, List.of(RECEIVE.queue(), RECEIVE.queue()), 20_000);

            Outcome<Boolean> outcome = first.await(action -> {
                action.run();
                while (partition.step()) {
                    // Until it has done all there is to do.
                }
            });

            assertThat(outcome).isEqualTo(new Outcome.Done<>(false));
        });
    }

    @Test
    void refusesLimitsThatAdmitNothing() {
        assertThatThrownBy(() -> new NodeLimits(1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("receives-max");
    }
}
