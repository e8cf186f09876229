package dev.skidway.journal;

import dev.skidway.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Recovery of one segment: as the bytes are, and again with headers and checksums made right, so that what lies behind them is read. */
public final class SegmentTarget implements FuzzTarget {

    private static final JournalConfig CONFIG = JournalConfig.small();
    private static final long JOURNAL_ID = 42;
    private static final int LENGTH_MAX = 16_384;

    @Override
    public String name() {
        return "segment";
    }

    @Override
    public void read(byte[] input) {
        byte[] segment = Arrays.copyOf(input, CONFIG.segmentBytes());
        recover(segment.clone());
        recover(repaired(segment, Math.min(input.length, segment.length)));
    }

    private static void recover(byte[] content) {
        Segments segments = new Segments(CONFIG.segmentBytes());
        Segment segment = new Segment(1, CONFIG.segmentBytes(), new MemoryFile(content));
        segments.add(segment);
        try {
            RecoveredLog log = new Recovery(segments, CONFIG, JOURNAL_ID).recover(segment, 0);
            new LogReader(segments, CONFIG, JOURNAL_ID)
                    .read(segment.address(0), log.report().endPosition(), (position, header, records) -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /** Makes a chain of blocks of what lies there; lengths, flags and counts stay what they are as far as they fit. */
    private static byte[] repaired(byte[] segment, int bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
        Segment place = new Segment(1, CONFIG.segmentBytes(), new MemoryFile(segment));
        int previous = 0;
        long number = 1;
        for (int at = 0; at < bytes && at + BlockFormat.HEADER_BYTES <= segment.length; number++) {
            BlockHeader found = BlockFormat.header(buffer, at);
            int length = Math.floorMod(found.length(), LENGTH_MAX);
            length = Math.min(Math.max(length, BlockFormat.HEADER_BYTES), segment.length - at);
            BlockHeader right = new BlockHeader(
                    BlockFormat.JOURNAL_MAGIC,
                    found.flags(),
                    length,
                    previous,
                    found.frameCount(),
                    number,
                    place.address(at),
                    found.durablePosition(),
                    1,
                    JOURNAL_ID);
            previous = BlockFormat.put(buffer, at, right);
            at += (int) BlockFormat.aligned(length);
        }
        return segment;
    }

    @Override
    public List<byte[]> written() {
        byte[] segment = new byte[3 * BlockFormat.ALIGNMENT_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
        for (int block = 0; block < 3; block++) {
            int at = block * BlockFormat.ALIGNMENT_BYTES;
            int frames = 2 - block;
            buffer.putInt(at + BlockFormat.LENGTH, BlockFormat.HEADER_BYTES + frames * 40);
            buffer.putInt(at + BlockFormat.FRAME_COUNT, frames);
            for (int frame = 0; frame < frames; frame++) {
                FrameHeader header = new FrameHeader(0, 1, 1L + block + frame, 5, 1);
                FrameFormat.put(buffer, at + BlockFormat.HEADER_BYTES + frame * 40, 40, header);
            }
        }
        return List.of(repaired(segment, segment.length));
    }
}
