package dev.skidway.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Goes through the frames of an undamaged block. */
final class Frames {

    private Frames() {}

    /** Receives the index of each frame in its block. */
    @FunctionalInterface
    interface Visitor {
        void frame(int at, int frameBytes);
    }

    /** Visits every frame; returns false if their lengths or their count do not agree with the block. */
    static boolean forEach(ByteBuffer block, BlockHeader header, Visitor visitor) {
        int at = BlockFormat.HEADER_BYTES;
        int count = 0;
        while (at < header.length()) {
            if (header.length() - at < Journal.FRAME_HEADER_BYTES) {
                return false;
            }
            int frameBytes = FrameFormat.length(block, at);
            if (frameBytes < Journal.FRAME_HEADER_BYTES || frameBytes > header.length() - at) {
                return false;
            }
            visitor.frame(at, frameBytes);
            at += frameBytes;
            count++;
        }
        return count == header.frameCount();
    }

    /** The records of the frame at {@code at}, little endian. */
    static ByteBuffer records(ByteBuffer block, int at, int frameBytes) {
        return block.slice(at + Journal.FRAME_HEADER_BYTES, frameBytes - Journal.FRAME_HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
