package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file whose every use fails. */
class NoFile implements DiskFile {

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
        throw new IOException("no file");
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
        throw new IOException("no file");
    }

    @Override
    public void startForce() throws IOException {
        throw new IOException("no file");
    }

    @Override
    public boolean forceDone() throws IOException {
        throw new IOException("no file");
    }

    @Override
    public long size() throws IOException {
        throw new IOException("no file");
    }

    @Override
    public void close() throws IOException {
        throw new IOException("no file");
    }
}
