package dev.skidway.app;

import dev.skidway.engine.LoopThread;
import dev.skidway.engine.Partition;
import dev.skidway.journal.Housekeeper;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads of a server: one for each partition, one that writes the journal, one that keeps house, one
 * that reads spilled state back.
 *
 * <p>They stop in the order in which work flows: partitions first, then the journal, then housekeeping.
 */
final class Loops implements AutoCloseable {

    /** About three times as long as a piece of that work takes: it may have a quarter of a core. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final List<LoopThread> partitions = new ArrayList<>();
    private final LoopThread journal;
    private final LoopThread housekeeper;
    private final LoopThread spillReader;

    /** Starts them; a {@code watch} is told whenever a partition has nothing to do. */
    Loops(
            Storage storage,
            JournalConfig config,
            List<Partition> hosted,
            @Nullable RestWatch watch,
            Consumer<Throwable> onFailure) {
        long sealNanos = TimeUnit.MILLISECONDS.toNanos(config.idleSealMillis());
        long houseNanos = TimeUnit.MILLISECONDS.toNanos(Math.min(config.retryMillis(), config.durableNoteMillis()));
        journal = LoopThread.start("journal", storage.journal()::step, () -> sealNanos, onFailure);
        storage.journal().onWork(journal::signal);
        housekeeper =
                LoopThread.start("housekeeper", () -> stepGently(storage.housekeeper()), () -> houseNanos, onFailure);
        storage.housekeeper().onWork(housekeeper::signal);
        spillReader = LoopThread.start("spill-reader", storage::serveLoads, () -> houseNanos, onFailure);
        storage.onLoads(spillReader::signal);
        for (int i = 0; i < hosted.size(); i++) {
            Partition partition = hosted.get(i);
            BooleanSupplier step = watch == null ? partition::step : watch.over(partition);
            LoopThread loop = LoopThread.start("partition-" + i, step, partition::idleNanosMax, onFailure);
            partition.onWork(loop::signal);
            partitions.add(loop);
        }
    }

    /** Preparing segments for later must not take a core from those who answer now. */
    private static boolean stepGently(Housekeeper housekeeper) {
        boolean did = housekeeper.step();
        if (did && housekeeper.mayRest()) {
            LockSupport.parkNanos(housekeeper, REST_NANOS);
        }
        return did;
    }

    /** Has every partition look at the clock. */
    void look() {
        partitions.forEach(LoopThread::signal);
    }

    @Override
    public void close() {
        partitions.forEach(LoopThread::close);
        journal.close();
        housekeeper.close();
        spillReader.close();
    }
}
