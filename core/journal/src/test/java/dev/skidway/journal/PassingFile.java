package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that passes every call on, for tests that let some of them fail. */
class PassingFile implements DiskFile {

    private final DiskFile file;

    PassingFile(DiskFile file) {
        this.file = file;
    }

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
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
