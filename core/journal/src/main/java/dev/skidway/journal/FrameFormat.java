package dev.skidway.journal;

import dev.skidway.base.Invariant;
import java.nio.ByteBuffer;

/**
 * Where the fields of a frame header lie.
 *
 * <pre>
 *  0 length u32, header included     12 reserved u32, zero
 *  4 partition u16                   16 sequence u64
 *  6 recordCount u16                 24 timestampMillis u64
 *  8 term u32                        32 records
 * </pre>
 */
final class FrameFormat {

    private static final int LENGTH = 0;
    private static final int PARTITION = 4;
    private static final int RECORD_COUNT = 6;
    private static final int TERM = 8;
    private static final int RESERVED = 12;
    private static final int SEQUENCE = 16;
    private static final int TIMESTAMP = 24;
    private static final int U16_MAX = 0xFFFF;

    private FrameFormat() {}

    static void check(FrameHeader header) {
        Invariant.check(
                header.partition() >= 0 && header.partition() <= U16_MAX,
                "frame partition out of range",
                U16_MAX,
                header.partition());
        Invariant.check(
                header.recordCount() >= 1 && header.recordCount() <= U16_MAX,
                "frame record count out of range",
                U16_MAX,
                header.recordCount());
        Invariant.check(header.sequence() >= 1, "frame sequence out of range", 1, header.sequence());
    }

    static void put(ByteBuffer buffer, int at, int frameBytes, FrameHeader header) {
        buffer.putInt(at + LENGTH, frameBytes)
                .putShort(at + PARTITION, (short) header.partition())
                .putShort(at + RECORD_COUNT, (short) header.recordCount())
                .putInt(at + TERM, header.term())
                .putInt(at + RESERVED, 0)
                .putLong(at + SEQUENCE, header.sequence())
                .putLong(at + TIMESTAMP, header.timestampMillis());
    }

    static int length(ByteBuffer buffer, int at) {
        return buffer.getInt(at + LENGTH);
    }

    static int partition(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at + PARTITION));
    }

    static FrameHeader header(ByteBuffer buffer, int at) {
        return new FrameHeader(
                partition(buffer, at),
                buffer.getInt(at + TERM),
                buffer.getLong(at + SEQUENCE),
                buffer.getLong(at + TIMESTAMP),
                Short.toUnsignedInt(buffer.getShort(at + RECORD_COUNT)));
    }
}
