package dev.skidway.journal;

import dev.skidway.base.SkidwayException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A durable, totally ordered log of frames, shared by all partitions of a node.
 *
 * <p>Contract, checked by one kit for every implementation: an accepted append yields exactly one frame; every reader sees the
 * same order; a frame at or below {@link #durablePosition()} is never withdrawn; the first failed write or force is final.
 * Positions are addresses in bytes: they only grow, are not dense, and never change for a frame once appended.
 */
public interface Journal {

    /** Returned by {@link #append} when the gathering block cannot take the frame now: nothing was appended, try again later. */
    long NO_ROOM = -1;

    /** Bytes from a frame's position to its first record. */
    int FRAME_HEADER_BYTES = 32;

    /**
     * Copies one frame into the gathering block; callable from any partition's thread.
     *
     * @param header partition, term, sequence, timestamp and record count
     * @param records the encoded records, from position to limit (left unchanged); at most {@link #frameBytesMax()} less the header
     * @return the frame's position, or {@link #NO_ROOM}
     * @throws SkidwayException with severity STOP once the journal has failed
     */
    long append(FrameHeader header, ByteBuffer records);

    /** The address just past the last appended frame, durable or not. */
    long appendedPosition();

    /** Everything appended below this address survives a crash. Grows only; may be read by any thread. */
    long durablePosition();

    /** Largest frame in bytes, header included. */
    int frameBytesMax();

    /**
     * Calls {@code reader} with every frame at or after {@code fromPosition}, in order, up to what was durable when the call began. A
     * position before the oldest frame that must still be replayed (0, for example) starts at the oldest.
     */
    void readFrom(long fromPosition, FrameReader reader);

    /**
     * Reads {@code target.remaining()} bytes at {@code position} inside a frame that is durable or was appended by this process. May
     * block on the disk: never called by a partition's thread.
     *
     * @throws SkidwayException if the bytes cannot be read or belong to a released segment
     */
    void read(long position, ByteBuffer target);

    /**
     * As {@link #read}, but only if the bytes are in memory: never blocks. Returns false, the position of {@code target} unchanged, when they are
     * not.
     */
    default boolean readRecent(long position, ByteBuffer target) {
        return false;
    }

    /**
     * Has {@code read} carried out by whoever may wait for the disk, and tells {@link #onProgress} when it is done. A journal without
     * such a helper reads at once.
     */
    default void readInBackground(BackgroundRead read) {
        read.run(this);
    }

    /** Where the journal stands with its room on disk. */
    Space space();

    /** The segment (sequence number) that holds {@code position}. */
    long segmentOf(long position);

    /** Size of every segment in bytes; 0 for a journal whose room is not taken and released in segments. */
    default int segmentBytes() {
        return 0;
    }

    /**
     * Tells how many payload bytes a partition needs, and returns what the journal takes on the disk for all of them; a journal whose room
     * is not taken and released in segments says 0.
     */
    default DiskUse diskUse(int partition, long liveBytes) {
        return new DiskUse(0, liveBytes);
    }

    /** Where a position is found by people: file and offset. */
    default String placeOf(long position) {
        return "journal position " + position;
    }

    /** Why the journal failed, or null while it works; once set it stays. May be asked by any thread. */
    @Nullable SkidwayException failure();

    /** Registers whom to tell, from the writer's thread, that {@link #durablePosition()} grew, room returned, or the journal failed. */
    void onProgress(Runnable listener);
}
