package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.base.SystemTime;
import dev.skidway.engine.ClockLimits;
import dev.skidway.engine.EngineError;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Partition;
import dev.skidway.engine.PartitionSetup;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.RealDisk;
import dev.skidway.journal.Storage;
import dev.skidway.queues.QueueDomain;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a call makes of a partition that fails it. */
class CallsTest {

    private static final ReceiveMessages RECEIVE = new ReceiveMessages(new QueueName("a", "orders"), 1, -1, 20_000);

    @Test
    void aReceiveWhosePartitionStopsFailsAsThePartitionSays(@TempDir Path folder) throws IOException {
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
            Calls calls = new Calls(List.of(partition), new Admission(NodeLimits.DEFAULT, counters), counters);

            assertThatThrownBy(() -> calls.runPatiently(RECEIVE, gone -> partition.close()))
                    .isInstanceOfSatisfying(
                            SkidwayException.class,
                            failure -> assertThat(failure.code()).isEqualTo(EngineError.PARTITION_FAILED));
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void refusesLimitsThatAdmitNothing() {
        assertThatThrownBy(() -> new NodeLimits(1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("receives-max");
    }
}
