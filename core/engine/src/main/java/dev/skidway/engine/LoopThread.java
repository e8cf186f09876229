package dev.skidway.engine;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A platform thread that calls a step for as long as there is something to do, and parks when there is not.
 *
 * <p>The steps themselves know no threads, so that a simulator can call them in any order. Nobody interrupts this thread: an interrupt
 * would close the file channel that its step writes to.
 */
public final class LoopThread implements AutoCloseable {

    private final BooleanSupplier step;
    private final LongSupplier idleNanosMax;
    private final Consumer<Throwable> onFailure;
    private final Thread thread;

    private volatile boolean signalled;
    private volatile boolean parked;
    private volatile boolean stopping;

    private LoopThread(String name, BooleanSupplier step, LongSupplier idleNanosMax, Consumer<Throwable> onFailure) {
        this.step = step;
        this.idleNanosMax = idleNanosMax;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /**
     * Starts a loop.
     *
     * @param name of the thread
     * @param step does a bounded piece of work; returns whether there was any
     * @param idleNanosMax how long to park, in nanoseconds, when there was none and nobody signals; asked on the loop's thread
     * @param onFailure told, on the loop's thread, what a step threw; the loop has ended then
     */
    public static LoopThread start(
            String name, BooleanSupplier step, LongSupplier idleNanosMax, Consumer<Throwable> onFailure) {
        LoopThread loop = new LoopThread(name, step, idleNanosMax, onFailure);
        loop.thread.start();
        return loop;
    }

    /** Says that there may be something to do; cheap, from any thread. */
    public void signal() {
        signalled = true;
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    /** Ends the loop after the step under way, and waits for that. */
    @Override
    public void close() {
        stopping = true;
        signal();
        boolean interrupted = false;
        while (thread.isAlive() && !Thread.currentThread().equals(thread)) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                signalled = false;
                if (!step.getAsBoolean()) {
                    park();
                }
            }
        } catch (Throwable failure) {
            // Thread root: nobody above sees what goes wrong here, so the partition's owner is told and stops it.
            onFailure.accept(failure);
        }
    }

    private void park() {
        long nanos = idleNanosMax.getAsLong();
        parked = true;
        if (!signalled && !stopping && nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
        parked = false;
    }
}
