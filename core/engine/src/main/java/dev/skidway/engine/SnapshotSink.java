package dev.skidway.engine;

import java.nio.ByteBuffer;

/** Takes the units of a snapshot. */
public interface SnapshotSink {

    /**
     * Returns a little-endian buffer with room for {@code bytesMax} bytes for one unit; the unit ends where {@link #end} is called.
     *
     * @param unitType 0 to 255, the domain's own numbering
     */
    ByteBuffer begin(int unitType, int bytesMax);

    /** Says that a unit refers to a part in the {@link ColdStore}: its file must outlive the snapshot. */
    default void needs(ColdRef part) {}

    /** Closes the unit at the buffer's position. */
    void end();
}
