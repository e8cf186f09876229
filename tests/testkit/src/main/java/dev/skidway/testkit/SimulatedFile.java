package dev.skidway.testkit;

import dev.skidway.base.Invariant;
import dev.skidway.journal.DiskFile;
import dev.skidway.journal.DiskFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** A handle of one process on a simulated file. */
final class SimulatedFile implements DiskFile {

    private static final int SLOW_FORCE_POLLS_MAX = 200;

    private final SimulatedDisk disk;
    private final SimulatedFolder folder;
    private final SimulatedContent content;
    private boolean closed;
    private boolean forcing;
    private long forcingUpTo;
    private int pollsLeft;

    SimulatedFile(SimulatedDisk disk, SimulatedFolder folder, SimulatedContent content) {
        this.disk = disk;
        this.folder = folder;
        this.content = content;
    }

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
        synchronized (folder) {
            checkOpen();
            checkRoom(offset + source.remaining());
            if (folder.faults.powerLost()) {
                content.write(source, offset, folder.nextMoment());
                throw disk.losePower("a write to " + content.name);
            }
            if (folder.faults.strikes(DiskFault.WRITE_ERROR, content.name)) {
                writeSomeSectors(source, offset);
                throw new IOException("Input/output error (write of " + content.name + ")");
            }
            long target = folder.faults.strikes(DiskFault.MISDIRECTED_WRITE, content.name)
                    ? elsewhere(source, offset)
                    : offset;
            content.write(source, target, folder.nextMoment());
        }
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
        synchronized (folder) {
            checkOpen();
            if (folder.faults.strikes(DiskFault.READ_ERROR, content.name)) {
                throw new IOException("Input/output error (read of " + content.name + ")");
            }
            return content.read(target, offset);
        }
    }

    @Override
    public void startForce() throws IOException {
        synchronized (folder) {
            checkOpen();
            Invariant.check(!forcing, "a force of this file is under way already");
            if (folder.faults.powerLost()) {
                throw disk.losePower("a force of " + content.name);
            }
            forcing = true;
            forcingUpTo = folder.nextMoment();
            pollsLeft = folder.forcePollsMax == 0 ? 0 : folder.random.nextInt(folder.forcePollsMax + 1);
            if (folder.faults.strikes(DiskFault.SLOW_FORCE, content.name)) {
                pollsLeft = folder.random.nextInt(folder.random.nextInt(SLOW_FORCE_POLLS_MAX) + 1) + 1;
            }
        }
    }

    @Override
    public boolean forceDone() throws IOException {
        synchronized (folder) {
            checkOpen();
            if (!forcing) {
                return true;
            }
            if (folder.forcesHeld || pollsLeft-- > 0) {
                return false;
            }
            forcing = false;
            if (folder.faults.strikes(DiskFault.FORCE_ERROR, content.name)) {
                content.forceFailed(forcingUpTo);
                throw new IOException("Input/output error (force of " + content.name + ")");
            }
            content.forced(forcingUpTo);
            return true;
        }
    }

    @Override
    public long size() throws IOException {
        synchronized (folder) {
            checkOpen();
            return content.size();
        }
    }

    @Override
    public void close() {
        synchronized (folder) {
            closed = true;
        }
    }

    boolean forcing() {
        return forcing && !closed;
    }

    boolean closed() {
        return closed;
    }

    private void checkOpen() throws IOException {
        disk.checkAlive();
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void checkRoom(long end) throws DiskFullException {
        long growth = SimulatedContent.allocated(end) - content.allocatedBytes();
        if (growth > 0 && (growth > folder.usableBytes() || folder.faults.strikes(DiskFault.DISK_FULL, content.name))) {
            throw new DiskFullException("No space left to grow " + content.name + " to " + end + " bytes");
        }
    }

    private void writeSomeSectors(ByteBuffer source, long offset) {
        long end = offset + source.remaining();
        while (offset < end) {
            long next = Math.min(end, (offset / SimulatedContent.SECTOR_BYTES + 1) * SimulatedContent.SECTOR_BYTES);
            ByteBuffer sector = source.slice(source.position(), (int) (next - offset));
            source.position(source.position() + sector.remaining());
            if (folder.random.nextBoolean()) {
                content.write(sector, offset, folder.nextMoment());
            }
            offset = next;
        }
    }

    private long elsewhere(ByteBuffer source, long offset) {
        long places = Math.max(1, (content.size() - source.remaining()) / SimulatedContent.SECTOR_BYTES);
        long place = folder.random.nextLong(places) * SimulatedContent.SECTOR_BYTES;
        return place != offset ? place : offset + SimulatedContent.SECTOR_BYTES;
    }
}
