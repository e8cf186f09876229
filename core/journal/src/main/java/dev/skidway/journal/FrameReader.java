package dev.skidway.journal;

import java.nio.ByteBuffer;

/** Receives frames in order while a journal is read. */
@FunctionalInterface
public interface FrameReader {

    /**
     * Takes one frame.
     *
     * @param position the frame's address
     * @param header its header
     * @param records its encoded records, little endian, valid only during the call
     */
    void frame(long position, FrameHeader header, ByteBuffer records);
}
