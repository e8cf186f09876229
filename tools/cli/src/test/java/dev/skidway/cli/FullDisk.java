package dev.skidway.cli;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import dev.skidway.journal.DiskFullException;
import dev.skidway.journal.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A real folder on a disk that has room for so many bytes and no more. */
final class FullDisk implements Disk {

    private final Disk disk;
    private final AtomicLong room;

    private FullDisk(Disk disk, AtomicLong room) {
        this.disk = disk;
        this.room = room;
    }

    static NewFolder.Opener withRoomFor(long bytes) {
        AtomicLong room = new AtomicLong(bytes);
        return folder -> open(folder, room);
    }

    private static FullDisk open(Path folder, AtomicLong room) throws IOException {
        return new FullDisk(RealDisk.open(folder), room);
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new FullFile(disk.create(name));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new FullFile(disk.open(name));
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void forceDirectory() throws IOException {
        disk.forceDirectory();
    }

    @Override
    public long usableBytes() {
        return room.get();
    }

    @Override
    public void lock() throws IOException {
        disk.lock();
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }

    private final class FullFile implements DiskFile {

        private final DiskFile file;

        FullFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
            if (room.addAndGet(-source.remaining()) < 0) {
                throw new DiskFullException("no space left on the disk");
            }
            file.write(source, offset);
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            return file.read(target, offset);
        }

        @Override
        public void startForce() throws IOException {
            file.startForce();
        }

        @Override
        public boolean forceDone() throws IOException {
            return file.forceDone();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
