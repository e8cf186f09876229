package dev.skidway.testkit;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import dev.skidway.journal.FolderInUseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder in memory that behaves like the worst disk that still keeps its promises: one process' view of it.
 *
 * <ul>
 *   <li>Sectors of 512 bytes are written whole or not at all; a sector written and not forced is found after a power cut in any
 *       version since the last force, each sector on its own.
 *   <li>A creation, renaming or deletion that {@link #forceDirectory} did not cover may be undone, each on its own.
 *   <li>A force takes as many polls as {@link #forcePollsMax} allows; a failed one leaves its bytes readable but uncertain for ever,
 *       as Linux does, and later forces cover only what is written again.
 *   <li>All chance comes from the seed: the same calls give the same disk.
 * </ul>
 *
 * <p>{@link #powerCut} and {@link #kill} end this process and give the disk the next one finds. Calls of an ended process fail.
 */
public final class SimulatedDisk implements Disk {

    private final SimulatedFolder folder;
    private final List<SimulatedFile> handles = new ArrayList<>();
    private boolean dead;

    /** An empty folder without limit of space. */
    public SimulatedDisk(Seed seed) {
        this(new SimulatedFolder(seed.stream("disk")));
    }

    private SimulatedDisk(SimulatedFolder folder) {
        this.folder = folder;
    }

    /** The folder as another process sees it at the same time. */
    public SimulatedDisk anotherProcess() {
        return new SimulatedDisk(folder);
    }

    /** The faults to come, and counts of those that struck. */
    public FaultPlan faults() {
        return folder.faults;
    }

    /** Sets the bytes all files together may take; what others use of the file system counts by making this smaller. */
    public void capacityBytes(long bytes) {
        folder.capacityBytes = bytes;
    }

    /** Lets every force take up to {@code polls} calls of {@link DiskFile#forceDone} that answer false; 0, the default, none. */
    public void forcePollsMax(int polls) {
        folder.forcePollsMax = polls;
    }

    /** While held, no force completes. */
    public void holdForces(boolean held) {
        folder.forcesHeld = held;
    }

    /** Cuts the power; what was not forced survives in a drawn part. The disk that is found then has no faults planned. */
    public SimulatedDisk powerCut() {
        return cut(null);
    }

    /** Cuts the power; nothing that was not forced survives. */
    public SimulatedDisk powerCutLosingAll() {
        return cut(Survival.Style.NOTHING);
    }

    /** Cuts the power; each unforced change survives or not on its own. */
    public SimulatedDisk powerCutLosingAny() {
        return cut(Survival.Style.ANY);
    }

    /** Kills the process: all written bytes are there for the next one, but no more durable than before. */
    public SimulatedDisk kill() {
        synchronized (folder) {
            dead = true;
            folder.faults.counted(DiskFault.KILL);
            releaseLock();
            return new SimulatedDisk(folder);
        }
    }

    /** A disk of its own with the same content and the same uncertainties, for looking at what would happen. */
    public SimulatedDisk fork() {
        synchronized (folder) {
            return new SimulatedDisk(folder.copy());
        }
    }

    /** Changes one bit of a file at rest. */
    public void flipBit(String name, long offset, int bit) throws IOException {
        synchronized (folder) {
            folder.content(name).flipBit(offset, bit);
            folder.faults.counted(DiskFault.BIT_FLIP);
        }
    }

    /** True while some force of this process is under way. */
    public boolean forcing() {
        synchronized (folder) {
            if (dead) {
                return false;
            }
            for (SimulatedFile handle : handles) {
                if (handle.forcing()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Bytes all files take. */
    public long usedBytes() {
        synchronized (folder) {
            return folder.usedBytes();
        }
    }

    /** The files with the bytes each takes, for messages. */
    public String usage() {
        synchronized (folder) {
            return folder.usage();
        }
    }

    /** Of all names and bytes as reads see them, for comparing runs. */
    public long hash() {
        synchronized (folder) {
            return folder.hash();
        }
    }

    @Override
    public DiskFile create(String name) throws IOException {
        synchronized (folder) {
            checkAlive();
            SimulatedContent content = folder.create(name);
            loseThePowerIfPlanned("the creation of " + name);
            return handle(content);
        }
    }

    @Override
    public DiskFile open(String name) throws IOException {
        synchronized (folder) {
            checkAlive();
            return handle(folder.content(name));
        }
    }

    @Override
    public List<String> list() throws IOException {
        synchronized (folder) {
            checkAlive();
            return folder.names();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        synchronized (folder) {
            checkAlive();
            folder.rename(from, to);
            loseThePowerIfPlanned("the renaming of " + from);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        synchronized (folder) {
            checkAlive();
            folder.delete(name);
            loseThePowerIfPlanned("the deletion of " + name);
        }
    }

    @Override
    public void forceDirectory() throws IOException {
        synchronized (folder) {
            checkAlive();
            loseThePowerIfPlanned("a force of the directory");
            folder.force();
        }
    }

    @Override
    public long usableBytes() throws IOException {
        synchronized (folder) {
            checkAlive();
            return folder.usableBytes();
        }
    }

    @Override
    public void lock() throws IOException {
        synchronized (folder) {
            checkAlive();
            if (folder.lockOwner != null) {
                throw new FolderInUseException("another process holds the simulated folder");
            }
            folder.lockOwner = this;
        }
    }

    @Override
    public void close() {
        synchronized (folder) {
            handles.forEach(SimulatedFile::close);
            releaseLock();
        }
    }

    void checkAlive() throws IOException {
        if (dead) {
            throw new IOException("the process that opened this simulated disk has ended");
        }
    }

    PowerLost losePower(String during) {
        dead = true;
        return new PowerLost(during);
    }

    private void loseThePowerIfPlanned(String during) {
        if (folder.faults.powerLost()) {
            throw losePower(during);
        }
    }

    private SimulatedDisk cut(Survival.@org.jspecify.annotations.Nullable Style style) {
        synchronized (folder) {
            dead = true;
            folder.cutPower(style);
            SimulatedFolder found = folder.copy();
            found.faults.takeCounts(folder.faults);
            return new SimulatedDisk(found);
        }
    }

    private SimulatedFile handle(SimulatedContent content) {
        handles.removeIf(SimulatedFile::closed);
        SimulatedFile handle = new SimulatedFile(this, folder, content);
        handles.add(handle);
        return handle;
    }

    private void releaseLock() {
        if (folder.lockOwner == this) {
            folder.lockOwner = null;
        }
    }
}
