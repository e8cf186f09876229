package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Locale;

/** One file of the machine's file system, forced with {@code fdatasync} on the thread that asks for it. */
final class RealDiskFile implements DiskFile {

    private final String name;
    private final FileChannel channel;

    RealDiskFile(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
        long at = offset;
        try {
            while (source.hasRemaining()) {
                at += channel.write(source, at);
            }
        } catch (IOException e) {
            throw named(name, e);
        }
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
        int start = target.position();
        long at = offset;
        while (target.hasRemaining()) {
            int bytes = channel.read(target, at);
            if (bytes < 0) {
                break;
            }
            at += bytes;
        }
        return target.position() - start;
    }

    @Override
    public void startForce() throws IOException {
        channel.force(false);
    }

    @Override
    public boolean forceDone() {
        return true;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The same failure, recognisable as a full disk where it is one. */
    static IOException named(String name, IOException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean full =
                text.contains("no space left") || text.contains("quota exceeded") || text.contains("not enough space");
        return full ? new DiskFullException(name + ": no space left on the disk", failure) : failure;
    }
}
