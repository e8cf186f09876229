package dev.skidway.journal;

import dev.skidway.base.TimeSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the files of a moment as they are while somebody copies them; bounded, so that a copy that hangs never fills the disk.
 *
 * <p>Used by any thread. It ends when it is closed, or is let go by housekeeping when one of its {@link HoldLimits} is reached or the
 * journal needs the room; what was copied until then is worth nothing.
 */
public final class BackupHold implements AutoCloseable {

    private final HoldLimits limits;
    private final TimeSource time;
    private final Runnable wake;
    private final CompletableFuture<BackupPlan> plan = new CompletableFuture<>();
    private volatile long touchedNanos;
    private volatile boolean closed;
    private volatile @Nullable String lost;

    BackupHold(HoldLimits limits, TimeSource time, Runnable wake) {
        this.limits = limits;
        this.time = time;
        this.wake = wake;
        this.touchedNanos = time.monotonicNanos();
    }

    /** What to copy; there as soon as housekeeping holds it. */
    public CompletableFuture<BackupPlan> plan() {
        return plan;
    }

    /** Says that the copy goes on; returns false if the files were let go. */
    public boolean touch() {
        touchedNanos = time.monotonicNanos();
        return lost == null;
    }

    /** Why the files were let go before this was closed; null while they are held, or were to the end. */
    public @Nullable String lostBecause() {
        return lost;
    }

    HoldLimits limits() {
        return limits;
    }

    long touchedNanos() {
        return touchedNanos;
    }

    boolean closed() {
        return closed;
    }

    void lose(String why) {
        lost = why;
    }

    @Override
    public void close() {
        closed = true;
        wake.run();
    }
}
