package dev.skidway.engine;

import java.nio.ByteBuffer;

/**
 * Where a domain puts parts of its state that it will not need for long. What is there is no part of the logical state: whether a
 * part is in memory or not never shows in an event, a reply or a hash.
 *
 * <p>Called by the partition's thread only. {@link #read} always works, also during replay, but blocks on the disk; the others never
 * block, and do nothing before the partition runs.
 */
public interface ColdStore {

    /** Bytes of such parts in memory above which a domain should put some away. */
    long spillAboveBytes();

    /** Bytes of such parts in memory above which no new work is taken. */
    long residentBytesMax();

    /** Engine time when the step began: for choosing what to put away or to fetch, and for nothing else. */
    long nowMillis();

    /** Hands over a copy of the remaining bytes of a part, which is told what became of it; false when there is no room now. */
    boolean write(ColdPart part, ByteBuffer bytes);

    /** Asks for a part, which is told; false when nothing can be asked for now. */
    boolean load(ColdPart part, ColdRef ref);

    /** Reads a part at once. */
    ByteBuffer read(ColdRef ref);

    /** Whether a file gets no more parts. */
    boolean isClosed(long file);

    /** About how large a file gets. */
    long fileBytesMax();

    /** Says that the living state has no part in a closed file any more. */
    void release(long file);

    /** Says that commands waiting on {@code waitKey} may find something now. */
    void wake(long waitKey);
}
