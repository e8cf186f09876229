package dev.skidway.engine;

import dev.skidway.journal.FileJournal;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.SnapshotStore;
import dev.skidway.journal.Storage;
import dev.skidway.testkit.ManualTime;
import dev.skidway.testkit.Seed;
import dev.skidway.testkit.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The file journal on a simulated disk, through restarts and power cuts. */
final class TestStorage {

    private static final int KIB = 1024;
    private static final JournalConfig CONFIG = new JournalConfig(
            4_096 * KIB, 1_280 * KIB, 1_279 * KIB, 1, 4L * KIB * KIB * KIB, 0, 1_280 * KIB, 256 * KIB, 0, 20, 50, 100);

    private final ManualTime time;
    private SimulatedDisk disk;
    private Storage storage;

    TestStorage(ManualTime time, Seed seed) {
        this.time = time;
        this.disk = new SimulatedDisk(seed);
        this.storage = Storage.open(disk, CONFIG, time);
    }

    SimulatedDisk disk() {
        return disk;
    }

    FileJournal journal() {
        return storage.journal();
    }

    int spillFiles() {
        return storage.spillFiles();
    }

    SnapshotStore snapshots() {
        return storage.snapshots();
    }

    /** One step of the journal's writer and of housekeeping; returns whether there was anything to do. */
    boolean step() {
        return storage.journal().step() | storage.housekeeper().step();
    }

    void restart() {
        try {
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open(disk.anotherProcess());
    }

    void powerCut() {
        open(disk.powerCut());
    }

    private void open(SimulatedDisk next) {
        disk = next;
        storage = Storage.open(next, CONFIG, time);
    }
}
