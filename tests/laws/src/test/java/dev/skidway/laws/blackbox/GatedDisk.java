package dev.skidway.laws.blackbox;

import dev.skidway.journal.Disk;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Holds every force of a journal file while its gate is closed, and can make each one slow. */
final class GatedDisk extends DiskDecorator {

    private static final long LOOK_NANOS = 1_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private boolean holding;
    private volatile long delayNanos;

    GatedDisk(Disk disk) {
        super(disk);
    }

    @Override
    void beforeForce(String name) {
        if (!name.startsWith("journal-")) {
            return;
        }
        lock.lock();
        try {
            while (closed) {
                holding = true;
                changed.signalAll();
                changed.awaitUninterruptibly();
            }
            holding = false;
        } finally {
            lock.unlock();
        }
        long beganAtNanos = System.nanoTime();
        while (System.nanoTime() - beganAtNanos < delayNanos) {
            LockSupport.parkNanos(this, delayNanos - (System.nanoTime() - beganAtNanos));
        }
    }

    /** From now on each force takes at least {@code millis}. */
    void delayForces(long millis) {
        delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void closeGate() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    void openGate() {
        lock.lock();
        try {
            closed = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a force stands before the closed gate, or {@code answer} came without one. */
    void awaitHeldForce(CompletableFuture<?> answer) {
        lock.lock();
        try {
            while (!holding && !answer.isDone()) {
                var unused = changed.awaitNanos(LOOK_NANOS);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }
}
