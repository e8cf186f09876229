package dev.skidway.journal;

import dev.skidway.fuzz.FuzzTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** A manifest: as the bytes are, and as the body of one whose envelope is right. */
public final class ManifestTarget implements FuzzTarget {

    private static final long JOURNAL_ID = 42;

    @Override
    public String name() {
        return "manifest";
    }

    @Override
    public void read(byte[] input) {
        Manifest raw = ManifestCodec.decode(ByteBuffer.wrap(input), JOURNAL_ID);
        ByteBuffer body = ByteBuffer.allocate(Long.BYTES + input.length).order(ByteOrder.LITTLE_ENDIAN);
        body.putLong(JOURNAL_ID).put(input).flip();
        Manifest inEnvelope = ManifestCodec.decode(SideFile.wrap(SideFile.MANIFEST_MAGIC, body), JOURNAL_ID);
        for (Manifest manifest : Arrays.asList(raw, inEnvelope)) {
            if (manifest != null && !ManifestCodec.encode(manifest, JOURNAL_ID).hasRemaining()) {
                throw new IllegalStateException("a manifest that was read can be written");
            }
        }
    }

    @Override
    public List<byte[]> written() {
        SnapshotEntry entry = new SnapshotEntry(
                new SnapshotInfo(0, 4_096, 12, 1, 1),
                1,
                600,
                77,
                new long[] {1, 3},
                List.of(new SpillExtent(1, 5_000)));
        ByteBuffer file = ManifestCodec.encode(new Manifest(3, 2, List.of(entry)), JOURNAL_ID);
        byte[] bytes = file.array();
        return List.of(bytes, Arrays.copyOfRange(bytes, SideFile.ENVELOPE_BYTES + Long.BYTES, bytes.length));
    }
}
