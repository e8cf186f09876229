package dev.skidway.engine;

import java.nio.ByteBuffer;

/**
 * How one kind of event looks on disk.
 *
 * <p>The live loop applies what {@link #decode} makes of the bytes that {@link #encode} wrote, so that replay and life cannot differ.
 */
public interface EventType<E extends Event> {

    /** Stable number of the type, 1 to 65,535, never given to another. */
    int id();

    /** Format version of the body, 1 to 255. */
    int version();

    /** The class of its events. */
    Class<E> eventClass();

    /** Writes the body at the target's position (little endian). The target has room for {@link #encodedBytes} bytes. */
    void encode(E event, ByteBuffer target);

    /** Exact size in bytes of what {@link #encode} writes. */
    int encodedBytes(E event);

    /**
     * Reads a body; must consume all of {@code source} and check every field. Live, it is called before the frame is appended: what
     * cannot be read never enters the journal.
     *
     * @param bodyOffset of the body's first byte in its frame; the applier adds {@link ApplyContext#framePosition} to get an address
     */
    E decode(ByteBuffer source, long bodyOffset);
}
