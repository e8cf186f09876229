package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One open file of a {@link Disk}.
 *
 * <p>Only one thread writes and forces a file; reads may come from any thread that is never interrupted.
 */
public interface DiskFile extends AutoCloseable {

    /** Writes all remaining bytes of {@code source} at {@code offset} (bytes), growing the file where needed. */
    void write(ByteBuffer source, long offset) throws IOException;

    /** Reads into {@code target} from {@code offset} until it is full or the file ends; returns the bytes read, 0 at or past the end. */
    int read(ByteBuffer target, long offset) throws IOException;

    /** Starts to make all earlier writes durable; at most one force is under way. A real disk may finish before it returns. */
    void startForce() throws IOException;

    /** True once the force that was started last is complete; throws if it failed, and then the file must not be trusted again. */
    boolean forceDone() throws IOException;

    /** Length in bytes. */
    long size() throws IOException;

    @Override
    void close() throws IOException;
}
