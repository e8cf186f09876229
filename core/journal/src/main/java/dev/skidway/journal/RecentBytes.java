package dev.skidway.journal;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * A ring in memory with the newest bytes of the journal, indexed by address, so that most payloads are read without the disk.
 *
 * <p>One writer, any number of readers, no lock: the writer moves {@link #low} past what it is about to overwrite before it
 * overwrites, and a reader looks at {@link #low} again after it copied; if it moved past the bytes, the copy is thrown away.
 */
final class RecentBytes {

    private final ByteBuffer ring;
    private final int ringBytes;
    private volatile long low;
    private volatile long high;

    RecentBytes(int ringBytes) {
        this.ring = ByteBuffer.allocateDirect(ringBytes);
        this.ringBytes = ringBytes;
    }

    /** Takes the bytes of a closed block at {@code position}; addresses between blocks stay undefined and are never asked for. */
    void put(long position, ByteBuffer block) {
        int bytes = block.remaining();
        long end = position + bytes;
        if (low == high) {
            low = position;
        }
        low = Math.max(low, end - ringBytes);
        VarHandle.fullFence();
        int at = (int) (position % ringBytes);
        int first = Math.min(bytes, ringBytes - at);
        ring.put(at, block, block.position(), first);
        ring.put(0, block, block.position() + first, bytes - first);
        high = end;
    }

    /** Fills {@code target} from {@code position}; returns false, leaving the target's position, if the ring does not hold all of it. */
    boolean read(long position, ByteBuffer target) {
        int bytes = target.remaining();
        if (position + bytes > high || position < low) {
            return false;
        }
        int at = (int) (position % ringBytes);
        int first = Math.min(bytes, ringBytes - at);
        target.put(target.position(), ring, at, first);
        target.put(target.position() + first, ring, 0, bytes - first);
        VarHandle.acquireFence();
        if (position < low) {
            return false;
        }
        target.position(target.position() + bytes);
        return true;
    }
}
