package dev.skidway.testkit;

import dev.skidway.journal.BackedUpLog;
import dev.skidway.journal.BackupPlan;
import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import dev.skidway.journal.LogBorder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Copies what a plan names, and makes a folder of the copy, in the plainest way there is. */
final class BackupCopies {

    private BackupCopies() {}

    /** A copy of the held files. */
    static SimulatedDisk copy(Disk from, BackupPlan plan) throws IOException {
        SimulatedDisk copy = new SimulatedDisk(new Seed(3));
        for (BackupPlan.Part part : plan.files()) {
            write(copy, part.name(), bytes(from, part.name(), part.bytes()), part.size());
        }
        for (BackupPlan.Side side : plan.sides()) {
            write(copy, side.name(), side.content(), side.content().length);
        }
        return copy;
    }

    /** A folder of the copy, cut at {@code border}. */
    static SimulatedDisk restore(Disk copy, BackupPlan plan, BackedUpLog log, LogBorder border) throws IOException {
        SimulatedDisk folder = new SimulatedDisk(new Seed(5));
        for (BackupPlan.Part part : plan.files()) {
            long bytes = Math.min(part.bytes(), log.bytesOf(part.name(), part.size(), border));
            if (bytes >= 0) {
                write(folder, part.name(), bytes(copy, part.name(), bytes), 0);
            }
        }
        log.finish(folder, border, key -> Arrays.fill(key, (byte) 0x77));
        return folder;
    }

    private static byte[] bytes(Disk disk, String name, long count) throws IOException {
        try (DiskFile file = disk.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) count);
            file.read(bytes, 0);
            return bytes.array();
        }
    }

    private static void write(Disk disk, String name, byte[] content, long size) throws IOException {
        try (DiskFile file = disk.create(name)) {
            file.write(ByteBuffer.wrap(content), 0);
            if (size > content.length) {
                file.write(ByteBuffer.allocate((int) (size - content.length)), content.length);
            }
            file.startForce();
            while (!file.forceDone()) {
                Thread.onSpinWait();
            }
        }
        disk.forceDirectory();
    }
}
