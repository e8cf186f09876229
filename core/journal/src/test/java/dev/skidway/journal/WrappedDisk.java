package dev.skidway.journal;

import java.io.IOException;
import java.util.List;

/** A disk that passes every call on, for tests that let some of them fail. */
class WrappedDisk implements Disk {

    private final Disk disk;

    WrappedDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return disk.create(name);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return disk.open(name);
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
    public long usableBytes() throws IOException {
        return disk.usableBytes();
    }

    @Override
    public void lock() throws IOException {
        disk.lock();
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
