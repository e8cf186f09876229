package dev.skidway.cli;

import dev.skidway.journal.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A file that is only read: what is written to it stays in memory and shows in later reads. */
final class LooseFile implements DiskFile {

    private record Written(long offset, byte[] bytes) {}

    private final @Nullable FileChannel stored;
    private final IntConsumer onRead;
    private final List<Written> written = new ArrayList<>();
    private long bytes;

    /** Over a stored file, or over nothing. */
    LooseFile(@Nullable FileChannel stored, IntConsumer onRead) throws IOException {
        this.stored = stored;
        this.onRead = onRead;
        this.bytes = stored == null ? 0 : stored.size();
    }

    @Override
    public void write(ByteBuffer source, long offset) {
        byte[] copy = new byte[source.remaining()];
        source.get(copy);
        written.add(new Written(offset, copy));
        bytes = Math.max(bytes, offset + copy.length);
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
        int start = target.position();
        int wanted = Math.clamp(bytes - offset, 0, target.remaining());
        ByteBuffer view = target.slice(start, wanted);
        fill(view, offset);
        for (Written over : written) {
            long from = Math.max(offset, over.offset);
            long to = Math.min(offset + wanted, over.offset + over.bytes.length);
            if (from < to) {
                view.put((int) (from - offset), over.bytes, (int) (from - over.offset), (int) (to - from));
            }
        }
        target.position(start + wanted);
        onRead.accept(wanted);
        return wanted;
    }

    /** What the stored file does not reach is zero until it is written. */
    private void fill(ByteBuffer view, long offset) throws IOException {
        int at = 0;
        while (stored != null && at < view.capacity()) {
            int read = stored.read(view.position(at), offset + at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        while (at < view.capacity()) {
            view.put(at++, (byte) 0);
        }
    }

    @Override
    public void startForce() {
        // What is written never leaves memory.
    }

    @Override
    public boolean forceDone() {
        return true;
    }

    @Override
    public long size() {
        return bytes;
    }

    @Override
    public void close() {
        // Its disk closes it: another opening of the same file goes on with what was written.
    }

    void closeStored() throws IOException {
        if (stored != null) {
            stored.close();
        }
    }
}
