package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What the chunks of one queue take in memory and in spill files, and which of them may be put away, newest last. */
final class Residence {

    private final Spill spill;
    private final long queueId;
    /** Null once dropped, so that what still refers to this keeps no messages in memory. */
    private @Nullable LaneTable lanes;

    private final ArrayDeque<Candidate> candidates = new ArrayDeque<>(2);
    private final SegmentBytes files = new SegmentBytes();
    private long bytes;
    private long away;
    private int sinceSweep;
    private boolean dropped;
    /** Whether it is in the line of those with candidates. */
    boolean inLine;

    Residence(Spill spill, long queueId, LaneTable lanes) {
        this.spill = spill;
        this.queueId = queueId;
        this.lanes = lanes;
    }

    /** A chunk that may be put away when it is not needed soon. */
    record Candidate(Lane lane, Chunk chunk) {

        boolean gone() {
            return chunk.live == 0 || chunk.isAway();
        }
    }

    long queueId() {
        return queueId;
    }

    /** Null if the lane, or all of them, are gone. */
    @Nullable Lane lane(long number) {
        return lanes == null ? null : lanes.find(number);
    }

    boolean dropped() {
        return dropped;
    }

    /** Chunks got larger by so many bytes in memory, or smaller. */
    void resident(long delta) {
        bytes += delta;
        spill.resident(delta);
    }

    void putAway(AwayChunk chunk) {
        away++;
        files.add(chunk.ref.file(), chunk.ref.length());
        spill.putAway(chunk);
    }

    void cameBack(long file, long fileBytes) {
        away--;
        files.add(file, -fileBytes);
        spill.cameBack(file, fileBytes);
    }

    void addNewest(Candidate candidate) {
        if (!dropped) {
            candidates.addLast(candidate);
            offer();
        }
    }

    void addOldest(Candidate candidate) {
        if (!dropped) {
            candidates.addFirst(candidate);
            offer();
        }
    }

    private void offer() {
        spill.offer(this);
        // Chunks come and go without ever being put away: what is gone is dropped now and then.
        if (++sinceSweep > 64 + candidates.size() / 2) {
            sinceSweep = 0;
            candidates.removeIf(Candidate::gone);
        }
    }

    @Nullable Candidate takeNewest() {
        return candidates.pollLast();
    }

    /** The messages leave the state all at once. */
    void drop() {
        dropped = true;
        lanes = null;
        spill.resident(-bytes);
        files.forEach(spill::cameBack);
        spill.forget(this, away);
        candidates.clear();
    }

    void check(long countedBytes, long countedAway, SegmentBytes countedFiles) {
        Invariant.check(bytes == countedBytes, "bytes of chunks in memory", bytes, countedBytes);
        Invariant.check(away == countedAway, "chunks put away", away, countedAway);
        Invariant.check(files.sameAs(countedFiles), "bytes in spill files");
    }
}
