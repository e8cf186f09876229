package dev.skidway.journal;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file of zeros that is given up when a snapshot meets a full disk, so that the snapshot that frees space can still be written. */
final class Ballast {

    private static final int FILL_BYTES = 1 << 20;

    private final Disk disk;
    private final JournalConfig config;
    private final TimeSource time;
    private boolean present;
    private boolean waiting;
    private long askAgainNanos;

    Ballast(Disk disk, JournalConfig config, TimeSource time) {
        this.disk = disk;
        this.config = config;
        this.time = time;
    }

    /** Looks at what an earlier process left. */
    void adopt(List<String> names) throws IOException {
        if (!names.contains(FileNames.BALLAST)) {
            return;
        }
        try (DiskFile file = disk.open(FileNames.BALLAST)) {
            present = file.size() == config.ballastBytes();
        }
        if (!present) {
            disk.delete(FileNames.BALLAST);
        }
    }

    /** Gives the space back to the file system; returns false if there was nothing to give. */
    boolean drop() throws IOException {
        if (!present) {
            return false;
        }
        disk.delete(FileNames.BALLAST);
        disk.forceDirectory();
        present = false;
        waitBeforeRetry();
        return true;
    }

    /** Brings the file back when there is room for it beyond the floor; returns whether anything was done. */
    boolean step() throws IOException {
        if (present || config.ballastBytes() == 0 || (waiting && time.monotonicNanos() - askAgainNanos < 0)) {
            return false;
        }
        if (disk.usableBytes() - config.ballastBytes() < config.freeBytesMin()) {
            waitBeforeRetry();
            return false;
        }
        boolean created = false;
        try (DiskFile file = disk.create(FileNames.BALLAST)) {
            created = true;
            ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(FILL_BYTES, config.ballastBytes()));
            for (long at = 0; at < config.ballastBytes(); at += zeros.limit()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), config.ballastBytes() - at));
                file.write(zeros, at);
            }
            present = true;
        } catch (IOException e) {
            // Nothing relies on it: no room, or no file handle. It is tried again later.
            if (created) {
                disk.delete(FileNames.BALLAST);
            }
            waitBeforeRetry();
        }
        return true;
    }

    private void waitBeforeRetry() {
        waiting = true;
        askAgainNanos = time.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(config.retryMillis());
    }
}
