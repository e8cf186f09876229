package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ClockLimits;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Partition;
import dev.skidway.engine.PartitionSetup;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.RealDisk;
import dev.skidway.journal.Storage;
import dev.skidway.queues.QueueDomain;
import dev.skidway.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody steps the partition here: it stands for one whose disk does not answer. */
class QueueListingTest {

    @TempDir
    Path folder;

    private final QueueListing listing = new QueueListing("n", 10);
    private Storage storage;
    private Partition partition;

    @BeforeEach
    void open() throws IOException {
        ManualTime time = new ManualTime();
        storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), time);
        partition = Partition.recover(new PartitionSetup(
                0,
                1,
                EngineLimits.DEFAULT,
                ClockLimits.DEFAULT,
                true,
                time,
                storage.journal(),
                storage.snapshots(),
                List.of(new QueueDomain(storage.journal()::segmentOf)),
                failure -> {}));
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
    }

    @Test
    void stalledPartitionIsNotWaitedForLong() {
        assertThat(listing.ask(List.of(partition))).isEmpty();
        assertThat(listing.more()).isFalse();
    }

    @Test
    void partitionThatAnswersNothingAnyMoreIsShownAsItWas() {
        partition.close();

        assertThat(listing.ask(List.of(partition))).isEmpty();
    }

    @Test
    void interruptedCallerKeepsItsInterrupt() {
        Thread.currentThread().interrupt();

        assertThat(listing.ask(List.of(partition))).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }
}
