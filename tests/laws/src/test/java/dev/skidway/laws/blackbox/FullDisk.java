package dev.skidway.laws.blackbox;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import dev.skidway.journal.DiskFullException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk that can be full: files may be written where they have bytes already, but not grow. */
final class FullDisk extends DiskDecorator {

    private volatile boolean full;

    FullDisk(Disk disk) {
        super(disk);
    }

    void fill() {
        full = true;
    }

    void makeRoom() {
        full = false;
    }

    @Override
    public long usableBytes() throws IOException {
        return full ? 0 : super.usableBytes();
    }

    @Override
    void beforeWrite(String name, ByteBuffer source, long offset, DiskFile file) throws IOException {
        if (full && offset + source.remaining() > file.size()) {
            throw new DiskFullException("the disk is full: " + name + " cannot grow");
        }
    }
}
