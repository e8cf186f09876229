package dev.skidway.testkit;

import dev.skidway.journal.Disk;

class SimulatedDiskJournalTest extends JournalContract {

    private final SimulatedDisk folder = simulatedFolder();

    @Override
    protected Disk openFolder() {
        return folder.anotherProcess();
    }

    private static SimulatedDisk simulatedFolder() {
        SimulatedDisk disk = new SimulatedDisk(Seed.ofThisRun());
        disk.forcePollsMax(3);
        return disk;
    }
}
