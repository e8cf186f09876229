package dev.skidway.queues;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ColdPart;
import dev.skidway.engine.ColdRef;
import java.nio.ByteBuffer;

/**
 * What stays in memory of a chunk that was put away, beside a bit for each message and the earliest delay: where it lies, its age, its live bytes by
 * segment.
 */
final class AwayChunk implements ColdPart {

    private final Spill spill;
    final Residence residence;
    final long lane;
    final Chunk chunk;
    final ColdRef ref;
    /** Enqueue time of its first live message. */
    final long oldestMillis;
    /** When the first of its messages is due; meaningless if none is delayed. */
    final long dueMillis;

    final SegmentBytes segments;
    boolean loading;

    AwayChunk(
            Spill spill,
            Residence residence,
            long lane,
            Chunk chunk,
            ColdRef ref,
            long oldestMillis,
            SegmentBytes segments) {
        this.spill = spill;
        this.residence = residence;
        this.lane = lane;
        this.chunk = chunk;
        this.ref = ref;
        this.oldestMillis = oldestMillis;
        this.segments = segments;
        Delays delays = chunk.delays;
        dueMillis = delays == null ? Long.MAX_VALUE : delays.firstMillis();
    }

    /** Has it brought back; it is not there yet when this returns. */
    void fetch() {
        spill.fetch(this);
    }

    /** Brings it back at once. */
    void load() {
        spill.bringBack(this, spill.read(this));
    }

    /** The chunk as it is, apart from the state. */
    Chunk copy() {
        return ChunkBytes.read(spill.read(this), residence.queueId(), lane, chunk.firstSlot);
    }

    /** Whether the state still needs what lies there. */
    boolean wanted() {
        return !residence.dropped() && chunk.away == this;
    }

    @Override
    public void loaded(ByteBuffer bytes) {
        spill.ended(this);
        if (wanted()) {
            spill.bringBack(this, bytes);
        }
        // Also when it is not wanted any more: whoever waited for it looks again.
        spill.wake(residence);
    }

    @Override
    public void notLoaded(SkidwayException failure) {
        spill.ended(this);
        if (wanted()) {
            throw failure;
        }
        // It came back another way, or is gone: whoever waited for it looks again.
        spill.wake(residence);
    }

    @Override
    public void written(ColdRef at) {
        throw new IllegalStateException("it was written before");
    }

    @Override
    public void notWritten() {
        throw new IllegalStateException("it was written before");
    }
}
