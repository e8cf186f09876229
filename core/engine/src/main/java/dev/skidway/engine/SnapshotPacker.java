package dev.skidway.engine;

import dev.skidway.base.Invariant;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.SpillExtent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Packs the units of a snapshot into chunks (format: {@code docs/formats/snapshot.md}) and keeps those the writer does not take yet.
 *
 * <pre>
 * offset  size  field
 *      0     4  length of the unit, header included
 *      4     2  domain, 65,535 for the engine's own units
 *      6     1  unit type
 *      7     1  flags, 0
 *      8     …  body
 * </pre>
 */
final class SnapshotPacker {

    static final int UNIT_HEADER_BYTES = 8;
    static final int ENGINE_DOMAIN = 0xFFFF;
    static final int HEADER_UNIT = 0;
    static final int END_UNIT = 1;
    static final int MAGIC = 0x4E534B53;
    static final int FORMAT = 1;
    static final int HEADER_BODY_BYTES = 26;

    private final SnapshotWriter writer;
    private final int chunkBytes;
    private final ArrayDeque<ByteBuffer> backlog = new ArrayDeque<>();
    private final TreeMap<Long, Long> neededFiles = new TreeMap<>();
    private long backlogBytes;
    private long unitCount;
    private long bytes;
    private ByteBuffer chunk;
    private @Nullable ByteBuffer unit;

    SnapshotPacker(SnapshotWriter writer, int chunkBytes) {
        this.writer = writer;
        this.chunkBytes = chunkBytes;
        this.chunk = allocate(chunkBytes);
    }

    /** Where the domain with this number writes its units. */
    SnapshotSink sinkOf(int domainId) {
        return new SnapshotSink() {
            @Override
            public ByteBuffer begin(int unitType, int bytesMax) {
                return SnapshotPacker.this.begin(domainId, unitType, bytesMax);
            }

            @Override
            public void needs(ColdRef part) {
                neededFiles.merge(part.file(), part.offset() + part.length(), Math::max);
            }

            @Override
            public void end() {
                SnapshotPacker.this.end();
            }
        };
    }

    void writeHeader(SnapshotInfo info, List<Domain> domains) {
        ByteBuffer body = begin(ENGINE_DOMAIN, HEADER_UNIT, HEADER_BODY_BYTES + 2 * domains.size());
        body.putInt(MAGIC).putShort((short) FORMAT).putShort((short) info.partition());
        body.putLong(info.sequence()).putLong(info.timestampMillis()).putShort((short) domains.size());
        domains.forEach(domain -> body.putShort((short) domain.id()));
        end();
    }

    void writeEnd() {
        long unitsBefore = unitCount;
        begin(ENGINE_DOMAIN, END_UNIT, Long.BYTES).putLong(unitsBefore);
        end();
        closeChunk();
    }

    private ByteBuffer begin(int domainId, int unitType, int bytesMax) {
        Invariant.check(unit == null, "a unit of a snapshot begins inside another");
        int needed = UNIT_HEADER_BYTES + bytesMax;
        if (needed > chunk.remaining()) {
            closeChunk();
            chunk = allocate(Math.max(chunkBytes, needed));
        }
        int start = chunk.position();
        chunk.putShort(start + 4, (short) domainId).put(start + 6, (byte) unitType);
        unit = chunk.slice(start + UNIT_HEADER_BYTES, bytesMax).order(ByteOrder.LITTLE_ENDIAN);
        return unit;
    }

    private void end() {
        ByteBuffer ended = unit;
        if (ended == null) {
            throw new IllegalStateException("no unit of the snapshot has begun");
        }
        int length = UNIT_HEADER_BYTES + ended.position();
        chunk.putInt(chunk.position(), length).position(chunk.position() + length);
        unit = null;
        unitCount++;
        bytes += length;
    }

    private void closeChunk() {
        if (chunk.position() == 0) {
            return;
        }
        chunk.flip();
        backlog.add(chunk);
        backlogBytes += chunk.remaining();
        chunk = allocate(0);
        flush();
    }

    /** Hands over what the writer takes now; returns whether that was anything. */
    boolean flush() {
        boolean any = false;
        ByteBuffer first = backlog.peek();
        while (first != null && writer.write(first)) {
            backlogBytes -= first.remaining();
            backlog.remove();
            any = true;
            first = backlog.peek();
        }
        return any;
    }

    /** The spill files that units refer to, ascending. */
    List<SpillExtent> neededFiles() {
        return neededFiles.entrySet().stream()
                .map(file -> new SpillExtent(file.getKey(), file.getValue()))
                .toList();
    }

    /** Bytes of all units so far. */
    long bytes() {
        return bytes;
    }

    /** Bytes of closed chunks that the writer has not taken. */
    long backlogBytes() {
        return backlogBytes;
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
