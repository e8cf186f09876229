package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockReaderTest {

    private static final int SEGMENT_BYTES = 65_536;
    private static final long JOURNAL_ID = 42;

    @TempDir
    private Path folder;

    private Segment segment = new Segment(3, SEGMENT_BYTES, new NoFile());
    private BlockReader reader = new BlockReader(JOURNAL_ID, SEGMENT_BYTES);

    @BeforeEach
    void createSegment() throws IOException {
        DiskFile file = RealDisk.open(folder).create("journal-0000000000000003.seg");
        file.write(ByteBuffer.allocate(SEGMENT_BYTES), 0);
        segment = new Segment(3, SEGMENT_BYTES, file);
    }

    @AfterEach
    void closeSegment() throws IOException {
        segment.file().close();
    }

    @Test
    void findsABlockAtItsPlaceOnly() throws IOException {
        write(4096, 4096, 100);

        assertThat(reader.valid(0)).isNull();
        assertThat(reader.valid(4096)).isNotNull();
        assertThat(reader.valid(8192)).isNull();
    }

    @Test
    void findsABlockThatFillsTheWholeSegment() throws IOException {
        write(0, 0, SEGMENT_BYTES);

        assertThat(reader.valid(0)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 63, Integer.MAX_VALUE, Integer.MIN_VALUE, SEGMENT_BYTES - 4096 + 1})
    void refusesALengthThatLies(int length) throws IOException {
        write(4096, 4096, 100);
        ByteBuffer lie = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, length);
        segment.file().write(lie, 4096 + BlockFormat.LENGTH);

        reader.open(segment);

        assertThat(reader.valid(4096)).isNull();
        assertThat(reader.plausible(4096)).isNotNull();
    }

    @Test
    void refusesABlockWrittenForAnotherPlaceJournalOrGeneration() throws IOException {
        write(4096, 8192, 100);
        assertThat(reader.valid(4096)).isNull();

        write(4096, 4096, 100);
        reader = new BlockReader(JOURNAL_ID + 1, SEGMENT_BYTES);
        reader.open(segment);
        assertThat(reader.valid(4096)).isNull();

        reader = new BlockReader(JOURNAL_ID, SEGMENT_BYTES);
        reader.open(new Segment(4, SEGMENT_BYTES, segment.file()));
        assertThat(reader.valid(4096)).isNull();
    }

    @Test
    void framesMustAddUpToTheBlock() {
        ByteBuffer block = ByteBuffer.allocate(64 + 40).order(ByteOrder.LITTLE_ENDIAN);
        FrameFormat.put(block, 64, 40, new FrameHeader(1, 1, 1, 1, 1));

        assertThat(addUp(block, 104, 1)).isTrue();
        assertThat(addUp(block, 104, 2)).isFalse();
        assertThat(addUp(block, 103, 1)).isFalse();
        assertThat(addUp(block, 80, 1)).isFalse();
        block.putInt(64, 31);
        assertThat(addUp(block, 104, 1)).isFalse();
    }

    private static boolean addUp(ByteBuffer block, int length, int frames) {
        BlockHeader header = new BlockHeader(BlockFormat.JOURNAL_MAGIC, 0, length, 0, frames, 1, 0, 0, 3, JOURNAL_ID);
        return Frames.forEach(block, header, (at, bytes) -> {});
    }

    private void write(int offset, int claimedOffset, int length) throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
        BlockFormat.put(
                block,
                0,
                new BlockHeader(
                        BlockFormat.JOURNAL_MAGIC,
                        0,
                        length,
                        0,
                        1,
                        1,
                        segment.address(claimedOffset),
                        0,
                        segment.sequence(),
                        JOURNAL_ID));
        segment.file().write(block, offset);
        reader.open(segment);
    }
}
