package dev.skidway.sim;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Seeds under way on several threads; what they showed is handed back in the order in which they were begun. */
final class Trials implements AutoCloseable {

    /** A slow seed holds up the others only after so many for each thread. */
    private static final int AHEAD_PER_THREAD_MAX = 32;

    private final int underWayMax;
    private final ExecutorService threads;
    private final ArrayDeque<CompletableFuture<Trial>> underWay = new ArrayDeque<>();

    Trials(int threadCount) {
        underWayMax = AHEAD_PER_THREAD_MAX * threadCount;
        threads = Executors.newFixedThreadPool(threadCount);
    }

    /** Whether another one may be begun before the oldest is taken. */
    boolean hasRoom() {
        return underWay.size() < underWayMax;
    }

    void begin(long seed) {
        underWay.addLast(CompletableFuture.supplyAsync(() -> Trial.ofSeed(seed), threads));
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    /** Waits for the oldest. */
    Trial takeOldest() {
        return underWay.removeFirst().join();
    }

    /** Waits for those that run; those that do not yet never will. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
