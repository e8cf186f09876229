package dev.skidway.app;

import dev.skidway.engine.LoopThread;
import dev.skidway.engine.Partition;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The platform threads of a server: one for each partition, one that writes the journal, one that keeps house, one
 * that reads spilled state back.
 *
 * <p>They stop in the order in which work flows: partitions first, then the journal, then housekeeping.
 */
final class Loops implements AutoCloseable {

    private final List<LoopThread> partitions = new ArrayList<>();
    private final LoopThread journal;
    private final LoopThread housekeeper;
    private final LoopThread spillReader;

    Loops(Storage storage, JournalConfig config, List<Partition> hosted, Consumer<Throwable> onFailure) {
        long sealNanos = TimeUnit.MILLISECONDS.toNanos(config.idleSealMillis());
        long houseNanos = TimeUnit.MILLISECONDS.toNanos(Math.min(config.retryMillis(), config.durableNoteMillis()));
        journal = LoopThread.start("journal", storage.journal()::step, () -> sealNanos, onFailure);
        storage.journal().onWork(journal::signal);
        housekeeper = LoopThread.start("housekeeper", storage.housekeeper()::step, () -> houseNanos, onFailure);
        storage.housekeeper().onWork(housekeeper::signal);
        spillReader = LoopThread.start("spill-reader", storage::serveLoads, () -> houseNanos, onFailure);
        storage.onLoads(spillReader::signal);
        for (int i = 0; i < hosted.size(); i++) {
            Partition partition = hosted.get(i);
            LoopThread loop = LoopThread.start("partition-" + i, partition::step, partition::idleNanosMax, onFailure);
            partition.onWork(loop::signal);
            partitions.add(loop);
        }
    }

    @Override
    public void close() {
        partitions.forEach(LoopThread::close);
        journal.close();
        housekeeper.close();
        spillReader.close();
    }
}
