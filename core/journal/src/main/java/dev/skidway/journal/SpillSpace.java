package dev.skidway.journal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where one partition keeps blobs of state that it does not need in memory; format in {@code docs/formats/spill.md}.
 *
 * <p>Called by the partition's thread. Writing and loading never block: housekeeping does the work, and {@link #poll} tells what
 * became of it. Files are filled in ascending order; a file that a published snapshot names, or one under way may name, stays.
 */
public interface SpillSpace {

    /** Hands over a copy of the remaining bytes; false, taking nothing, when the bounded buffer is full: try again later. */
    boolean write(Object token, ByteBuffer body);

    /** Asks for a blob; false when too many are asked for already. */
    boolean load(Object token, SpillRef ref);

    /** The next result, null when there is none now. */
    @Nullable SpillResult poll();

    /**
     * Reads a blob at once, blocking on the disk.
     *
     * @throws dev.skidway.base.SkidwayException naming file and offset if it is damaged or missing
     */
    ByteBuffer read(SpillRef ref);

    /** Says that the living state needs nothing in this file any more; it must be one below {@link #firstNewFile()} or the newest written. */
    void retire(long file);

    /** Files below this one were there at the start and get no more blobs. */
    long firstNewFile();

    /** How large a file gets, about. */
    long fileBytesMax();

    /** Sets whom to tell, from another thread, that {@link #poll} may have something. */
    void onProgress(Runnable listener);
}
