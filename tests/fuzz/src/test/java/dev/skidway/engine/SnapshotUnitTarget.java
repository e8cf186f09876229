package dev.skidway.engine;

import dev.skidway.base.InvariantViolation;
import dev.skidway.base.SkidwayException;
import dev.skidway.fuzz.FuzzTarget;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.queues.QueueDomain;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The units of a snapshot, restored into a queue domain: as the bytes are, and as units with a right header before and a right end behind
 * them. An input is a row of units, each a type (1 byte), a length (2 bytes) and a body.
 */
public final class SnapshotUnitTarget implements FuzzTarget {

    private static final SnapshotInfo INFO = new SnapshotInfo(0, 64, 5, 1, 1_000);

    @Override
    public String name() {
        return "snapshot-unit";
    }

    /** Units that contradict each other break an invariant, which a start answers with its own code. */
    @Override
    public boolean refuses(Throwable thrown) {
        return thrown instanceof SkidwayException || thrown instanceof InvariantViolation;
    }

    @Override
    public void read(byte[] input) {
        try {
            new SnapshotReader(INFO, List.of(History.domain())).accept(ByteBuffer.wrap(input));
        } catch (SkidwayException expected) {
            // As they are, bytes are hardly ever a snapshot.
            restore(input);
            return;
        }
        restore(input);
    }

    private static void restore(byte[] input) {
        QueueDomain domain = History.domain();
        SnapshotReader reader = new SnapshotReader(INFO, List.of(domain));
        ByteBuffer source = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer chunk = ByteBuffer.allocate(128 + 4 * input.length).order(ByteOrder.LITTLE_ENDIAN);
        header(chunk);
        long count = 1;
        while (source.remaining() >= 3) {
            int type = Byte.toUnsignedInt(source.get());
            int length = Math.min(Short.toUnsignedInt(source.getShort()), source.remaining());
            unit(chunk, QueueDomain.ID, type, length);
            chunk.put(source.slice(source.position(), length));
            source.position(source.position() + length);
            count++;
        }
        unit(chunk, SnapshotPacker.ENGINE_DOMAIN, SnapshotPacker.END_UNIT, Long.BYTES);
        reader.accept(chunk.putLong(count).flip());
        reader.finish();
    }

    private static void header(ByteBuffer chunk) {
        unit(chunk, SnapshotPacker.ENGINE_DOMAIN, SnapshotPacker.HEADER_UNIT, SnapshotPacker.HEADER_BODY_BYTES + 2);
        chunk.putInt(SnapshotPacker.MAGIC)
                .putShort((short) SnapshotPacker.FORMAT)
                .putShort((short) INFO.partition())
                .putLong(INFO.sequence())
                .putLong(INFO.timestampMillis())
                .putShort((short) 1)
                .putShort((short) QueueDomain.ID);
    }

    private static void unit(ByteBuffer chunk, int domain, int type, int bodyBytes) {
        chunk.putInt(SnapshotPacker.UNIT_HEADER_BYTES + bodyBytes)
                .putShort((short) domain)
                .put((byte) type)
                .put((byte) 0);
    }

    @Override
    public List<byte[]> written() {
        EngineHarness<QueueDomain> engine = History.lived();
        List<byte[]> units = new ArrayList<>();
        SnapshotInfo info = Objects.requireNonNull(engine.snapshots().latest(0));
        engine.snapshots().read(info, chunk -> {
            ByteBuffer source = chunk.slice().order(ByteOrder.LITTLE_ENDIAN);
            while (source.hasRemaining()) {
                int length = source.getInt() - SnapshotPacker.UNIT_HEADER_BYTES;
                int domain = Short.toUnsignedInt(source.getShort());
                byte[] unit = new byte[3 + length];
                unit[0] = source.get();
                unit[1] = (byte) length;
                unit[2] = (byte) (length >> Byte.SIZE);
                source.get();
                source.get(unit, 3, length);
                if (domain == QueueDomain.ID) {
                    units.add(unit);
                }
            }
        });
        ByteBuffer row =
                ByteBuffer.allocate(units.stream().mapToInt(unit -> unit.length).sum());
        units.forEach(row::put);
        return List.of(row.array());
    }
}
