package dev.skidway.journal;

import dev.skidway.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The blocks of a snapshot file. */
public final class SnapshotFileTarget implements FuzzTarget {

    private static final SnapshotInfo INFO = new SnapshotInfo(0, 4_096, 12, 1, 1);
    private static final long JOURNAL_ID = 42;

    @Override
    public String name() {
        return "snapshot-file";
    }

    @Override
    public void read(byte[] input) {
        try {
            SnapshotBlocks blocks = new SnapshotBlocks(new MemoryFile(input), INFO, JOURNAL_ID);
            while (blocks.offset() < input.length && blocks.read() != null) {
                if (blocks.offset() > input.length) {
                    throw new IllegalStateException("read beyond the end");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    @Override
    public List<byte[]> written() {
        byte[] content = new byte[3 * BlockFormat.HEADER_BYTES + 100 + 300];
        try {
            SnapshotBlocks blocks = new SnapshotBlocks(new MemoryFile(content), INFO, JOURNAL_ID);
            blocks.write(ByteBuffer.allocate(100), false);
            blocks.write(ByteBuffer.allocate(300), false);
            blocks.write(ByteBuffer.allocate(0), true);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return List.of(content);
    }
}
