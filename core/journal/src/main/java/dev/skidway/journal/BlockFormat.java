package dev.skidway.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Where the fields of a block header lie and how its checksum is taken; journal blocks, snapshot chunks and spilled blobs share the layout.
 *
 * <pre>
 *  0 magic u32            24 blockNumber u64
 *  4 format u16           32 position u64
 *  6 flags u16            40 durablePosition u64
 *  8 length u32           48 generation u64
 * 12 crc32c u32           56 journalId u64
 * 16 prevCrc u32          64 body
 * 20 frameCount u32
 * </pre>
 *
 * <p>Little endian throughout. The byte tables with their meaning are in {@code docs/formats/journal.md}.
 */
final class BlockFormat {

    static final int JOURNAL_MAGIC = 0x4257_4B53;
    static final int SNAPSHOT_MAGIC = 0x5357_4B53;
    static final int SPILL_MAGIC = 0x5057_4B53;
    static final int FORMAT = 1;
    static final int FLAG_SEAL = 1;
    static final int HEADER_BYTES = 64;
    static final int ALIGNMENT_BYTES = 4096;

    static final int MAGIC = 0;
    static final int VERSION = 4;
    static final int FLAGS = 6;
    static final int LENGTH = 8;
    static final int CRC = 12;
    static final int PREV_CRC = 16;
    static final int FRAME_COUNT = 20;
    static final int BLOCK_NUMBER = 24;
    static final int POSITION = 32;
    static final int DURABLE_POSITION = 40;
    static final int GENERATION = 48;
    static final int JOURNAL_ID = 56;

    private BlockFormat() {}

    /** The next multiple of the alignment at or above {@code bytes}. */
    static long aligned(long bytes) {
        return (bytes + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
    }

    /** Checksum of the block that starts at index {@code at} of {@code buffer} and is {@code length} bytes long, its own field left out. */
    static int crc(ByteBuffer buffer, int at, int length, long generation) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            crc.update((int) (generation >>> shift) & 0xFF);
        }
        ByteBuffer view = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        view.limit(at + CRC).position(at);
        crc.update(view);
        view.limit(at + length).position(at + PREV_CRC);
        crc.update(view);
        return (int) crc.getValue();
    }

    /** Writes {@code header} at index {@code at} and then the checksum over it and the body behind it; returns the checksum. */
    static int put(ByteBuffer buffer, int at, BlockHeader header) {
        buffer.putInt(at + MAGIC, header.magic())
                .putShort(at + VERSION, (short) FORMAT)
                .putShort(at + FLAGS, (short) header.flags())
                .putInt(at + LENGTH, header.length())
                .putInt(at + PREV_CRC, header.prevCrc())
                .putInt(at + FRAME_COUNT, header.frameCount())
                .putLong(at + BLOCK_NUMBER, header.blockNumber())
                .putLong(at + POSITION, header.position())
                .putLong(at + DURABLE_POSITION, header.durablePosition())
                .putLong(at + GENERATION, header.generation())
                .putLong(at + JOURNAL_ID, header.journalId());
        int crc = crc(buffer, at, header.length(), header.generation());
        buffer.putInt(at + CRC, crc);
        return crc;
    }

    /** Takes the header at index {@code at} apart, unchecked. */
    static BlockHeader header(ByteBuffer buffer, int at) {
        return new BlockHeader(
                buffer.getInt(at + MAGIC),
                Short.toUnsignedInt(buffer.getShort(at + FLAGS)),
                buffer.getInt(at + LENGTH),
                buffer.getInt(at + PREV_CRC),
                buffer.getInt(at + FRAME_COUNT),
                buffer.getLong(at + BLOCK_NUMBER),
                buffer.getLong(at + POSITION),
                buffer.getLong(at + DURABLE_POSITION),
                buffer.getLong(at + GENERATION),
                buffer.getLong(at + JOURNAL_ID));
    }

    /** True if a header of this format, kind and journal written for exactly this place stands at {@code at}; the body may be bad. */
    static boolean standsAt(ByteBuffer buffer, int at, int magic, long journalId, long generation, long position) {
        return buffer.getInt(at + MAGIC) == magic
                && buffer.getLong(at + JOURNAL_ID) == journalId
                && buffer.getLong(at + GENERATION) == generation
                && buffer.getLong(at + POSITION) == position;
    }
}
