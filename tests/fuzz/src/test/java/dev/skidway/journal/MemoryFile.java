package dev.skidway.journal;

import java.nio.ByteBuffer;

/** A file that is an array. */
final class MemoryFile implements DiskFile {

    private final byte[] content;

    MemoryFile(byte[] content) {
        this.content = content;
    }

    @Override
    public void write(ByteBuffer source, long offset) {
        source.get(content, (int) offset, source.remaining());
    }

    @Override
    public int read(ByteBuffer target, long offset) {
        int bytes = (int) Math.max(0, Math.min(target.remaining(), content.length - offset));
        target.put(content, (int) Math.min(offset, content.length), bytes);
        return bytes;
    }

    @Override
    public void startForce() {}

    @Override
    public boolean forceDone() {
        return true;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public void close() {}
}
