package dev.skidway.engine;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.SnapshotInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes the chunks that {@link SnapshotPacker} made apart and gives each domain its units back. */
final class SnapshotReader implements Consumer<ByteBuffer> {

    private final SnapshotInfo info;
    private final Map<Integer, Domain> domains = new HashMap<>();
    private long unitCount;
    private boolean ended;

    SnapshotReader(SnapshotInfo info, List<Domain> domains) {
        this.info = info;
        domains.forEach(domain -> this.domains.put(domain.id(), domain));
    }

    @Override
    public void accept(ByteBuffer chunk) {
        ByteBuffer units = chunk.slice().order(ByteOrder.LITTLE_ENDIAN);
        while (units.hasRemaining()) {
            int start = units.position();
            int length = units.remaining() < SnapshotPacker.UNIT_HEADER_BYTES ? 0 : units.getInt();
            check(
                    length >= SnapshotPacker.UNIT_HEADER_BYTES && length <= units.limit() - start && !ended,
                    "has a unit where none can be");
            int domainId = Short.toUnsignedInt(units.getShort());
            int unitType = Byte.toUnsignedInt(units.get());
            check(units.get() == 0, "has a unit with unknown flags");
            ByteBuffer body = units.slice(units.position(), start + length - units.position())
                    .order(ByteOrder.LITTLE_ENDIAN);
            units.position(start + length);
            unit(domainId, unitType, body);
            unitCount++;
        }
    }

    /** Checks that the end of the snapshot was seen, and lets the domains put their parts together. */
    void finish() {
        check(ended, "ends too early");
        domains.values().forEach(Domain::restored);
    }

    private void unit(int domainId, int unitType, ByteBuffer body) {
        if (unitCount == 0) {
            check(domainId == SnapshotPacker.ENGINE_DOMAIN && unitType == SnapshotPacker.HEADER_UNIT, "has no header");
            header(body);
        } else if (domainId == SnapshotPacker.ENGINE_DOMAIN) {
            check(unitType == SnapshotPacker.END_UNIT && body.remaining() == Long.BYTES, "has an unknown engine unit");
            check(body.getLong() == unitCount, "has lost units");
            ended = true;
        } else {
            Domain domain = domains.get(domainId);
            if (domain == null) {
                throw malformed("has units of domain " + domainId + ", which this program does not know");
            }
            domain.restoreUnit(unitType, body);
            check(!body.hasRemaining(), "has a unit that is longer than its type reads");
        }
    }

    private void header(ByteBuffer body) {
        check(body.remaining() >= SnapshotPacker.HEADER_BODY_BYTES, "has a short header");
        check(body.getInt() == SnapshotPacker.MAGIC, "has a foreign header");
        int format = Short.toUnsignedInt(body.getShort());
        check(
                format == SnapshotPacker.FORMAT,
                "has format " + format + ", this program reads " + SnapshotPacker.FORMAT);
        check(Short.toUnsignedInt(body.getShort()) == info.partition(), "belongs to another partition");
        check(body.getLong() == info.sequence(), "shows another frame than the manifest says");
        check(body.getLong() == info.timestampMillis(), "shows another time than the manifest says");
        int count = Short.toUnsignedInt(body.getShort());
        check(body.remaining() == 2 * count, "has a header of the wrong length");
        for (int i = 0; i < count; i++) {
            int domainId = Short.toUnsignedInt(body.getShort());
            check(domains.containsKey(domainId), "shows domain " + domainId + ", which this program does not know");
        }
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw malformed(what);
        }
    }

    private SkidwayException malformed(String what) {
        return new SkidwayException(
                EngineError.SNAPSHOT_MALFORMED,
                Severity.REFUSE_START,
                "the snapshot of partition " + info.partition() + " at frame " + info.sequence() + " " + what
                        + "; start the version that wrote it, or restore a backup");
    }
}
