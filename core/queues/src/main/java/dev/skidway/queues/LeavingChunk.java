package dev.skidway.queues;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ColdPart;
import dev.skidway.engine.ColdRef;
import java.nio.ByteBuffer;

/** A chunk whose copy is being written: it is put away once the copy is durable, unless it has changed since. */
final class LeavingChunk implements ColdPart {

    private final Spill spill;
    private final Residence residence;
    private final Residence.Candidate candidate;
    private final int changes;
    private final long bytes;

    LeavingChunk(Spill spill, Residence residence, Residence.Candidate candidate) {
        this.spill = spill;
        this.residence = residence;
        this.candidate = candidate;
        this.changes = candidate.chunk().changes;
        this.bytes = candidate.chunk().residentBytes();
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void written(ColdRef ref) {
        spill.left(this, ref.file());
        Chunk chunk = candidate.chunk();
        if (residence.dropped() || candidate.gone()) {
            return;
        }
        if (chunk.changes == changes) {
            spill.putAway(residence, candidate, ref);
        } else {
            residence.addOldest(candidate);
        }
    }

    @Override
    public void notWritten() {
        spill.left(this, 0);
        if (!residence.dropped() && !candidate.gone()) {
            residence.addOldest(candidate);
        }
    }

    @Override
    public void loaded(ByteBuffer body) {
        throw new IllegalStateException("it was in memory");
    }

    @Override
    public void notLoaded(SkidwayException failure) {
        throw new IllegalStateException("it was in memory");
    }
}
