package dev.skidway.gateway.grpc;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many jobs a worker has promised to take, and how many it still holds. */
final class Credit {

    /** More credit than this is as good as any. */
    private static final long CREDIT_MAX = 1L << 40;

    private final int heldMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long credit;
    private int held;
    private boolean closed;

    Credit(int heldMax) {
        this.heldMax = heldMax;
    }

    void add(long more) {
        lock.lock();
        try {
            credit = Math.min(CREDIT_MAX, credit + more);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until at least one job may be pushed; returns how many, at most {@code countMax}, or 0 once it is closed. */
    int await(int countMax) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && room() == 0) {
                changed.await();
            }
            return closed ? 0 : (int) Math.min(countMax, room());
        } finally {
            lock.unlock();
        }
    }

    private long room() {
        return Math.min(credit, heldMax - held);
    }

    /** Jobs were pushed. */
    void use(int count) {
        lock.lock();
        try {
            credit -= count;
            held += count;
        } finally {
            lock.unlock();
        }
    }

    /** Jobs are no longer in the worker's hands. */
    void release(int count) {
        lock.lock();
        try {
            held -= count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
