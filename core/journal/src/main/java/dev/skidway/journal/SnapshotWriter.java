package dev.skidway.journal;

import java.nio.ByteBuffer;
import java.util.List;

/** Takes one snapshot from the partition's thread without ever blocking it. */
public interface SnapshotWriter {

    /** What became of the snapshot. */
    enum State {
        /** Taking chunks. */
        WRITING,
        /** Finished by the partition, not yet verified and published. */
        FINISHING,
        /** Read back, verified and named by the manifest. */
        PUBLISHED,
        /** Given up (no room, abandoned); the earlier snapshot still counts. Try again later. */
        FAILED
    }

    /** Hands over a copy of the remaining bytes; returns false, taking nothing, when the bounded buffer is full: try again later. */
    boolean write(ByteBuffer chunk);

    /**
     * No more chunks. Once the snapshot is verified it is published, and segments below every partition's replay position that hold
     * nothing live are released.
     *
     * @param liveSegments ascending sequence numbers of the segments in which the snapshot's state has live payload bytes
     */
    default void finish(long[] liveSegments) {
        finish(liveSegments, List.of());
    }

    /** As {@link #finish(long[])}; {@code spillFiles} are those that the snapshot refers to, ascending. */
    void finish(long[] liveSegments, List<SpillExtent> spillFiles);

    /** Gives up; the file is removed. */
    void abandon();

    State state();
}
