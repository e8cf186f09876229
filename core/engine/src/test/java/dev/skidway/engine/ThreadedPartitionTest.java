package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.Get;
import dev.skidway.engine.ToyCommands.Take;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A partition and its journal on their threads, as in the product, with clients on many others. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadedPartitionTest {

    private static final int CLIENTS = 16;
    private static final int COMMANDS = 500;

    private final EngineHarness<ToyDomain> engine = new EngineHarness<>(ToyDomain::new, 1, EngineLimits.DEFAULT);
    private final Partition partition = engine.partition();
    private LoopThread partitionLoop = idle();
    private LoopThread storageLoop = idle();

    @BeforeEach
    void startLoops() {
        stopLoops();
        partitionLoop = LoopThread.start("partition", partition::step, partition::idleNanosMax, failure -> {});
        storageLoop = LoopThread.start("storage", engine::stepStorage, () -> 100_000, failure -> {});
        partition.onWork(partitionLoop::signal);
        engine.journal().onProgress(partitionLoop::signal);
    }

    @AfterEach
    void stopLoops() {
        partitionLoop.close();
        storageLoop.close();
    }

    @Test
    void answersEveryClientAndLosesNoCommand() throws InterruptedException, ExecutionException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var adding = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> clients.submit(this::addMany))
                    .toList();
            for (Future<Long> client : adding) {
                assertThat(client.get()).isEqualTo(COMMANDS);
            }
        }

        assertThat(partition.submit(new Get("a")).await()).isEqualTo(new Outcome.Done<>((long) CLIENTS * COMMANDS));
    }

    private long addMany() throws InterruptedException {
        long done = 0;
        for (int i = 0; i < COMMANDS; i++) {
            if (partition.submit(new Add("a", 1)).await() instanceof Outcome.Done<Long>) {
                done++;
            }
        }
        return done;
    }

    @Test
    void wakesAWaitingClientAndCancelsAnother() throws InterruptedException {
        Ticket<Long> cancelled = partition.submit(new Take("b", 1, 1_000_000));
        Ticket<Long> waiting = partition.submit(new Take("a", 1, 1_000_000));
        cancelled.cancel();

        assertThat(partition.submit(new Add("a", 1)).await()).isEqualTo(new Outcome.Done<>(1L));

        assertThat(waiting.await()).isEqualTo(new Outcome.Done<>(1L));
        assertThat(failureOf(cancelled)).isEqualTo(EngineError.CANCELLED);
    }

    @Test
    void answersEveryClientWhileItIsBeingClosed() throws InterruptedException, ExecutionException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var adding = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> clients.submit(this::addUntilRefused))
                    .toList();
            while (partition.stats().frames() < 100) {
                Thread.yield();
            }
            partition.drain();
            while (!partition.drained()) {
                Thread.yield();
            }
            partitionLoop.close();
            partition.close();
            long acknowledged = 0;
            for (Future<Long> client : adding) {
                acknowledged += client.get();
            }

            assertThat(engine.domain().total("a")).isEqualTo(acknowledged);
        }
    }

    private long addUntilRefused() throws InterruptedException {
        long done = 0;
        while (true) {
            try {
                partition.submit(new Add("a", 1)).await();
                done++;
            } catch (SkidwayException refused) {
                assertThat(refused.code()).isIn(EngineError.DRAINING, EngineError.PARTITION_FAILED);
                return done;
            }
        }
    }

    private static Object failureOf(Ticket<?> ticket) throws InterruptedException {
        try {
            return ticket.await();
        } catch (SkidwayException failure) {
            return failure.code();
        }
    }

    private static LoopThread idle() {
        return LoopThread.start("idle", () -> false, () -> Long.MAX_VALUE, failure -> {});
    }
}
