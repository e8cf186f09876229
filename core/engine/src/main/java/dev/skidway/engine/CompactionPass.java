package dev.skidway.engine;

import dev.skidway.journal.BackgroundRead;
import dev.skidway.journal.Journal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the state that copies the live payloads of certain segments forward, batch by batch: find → read → copy.
 *
 * <p>Between two of these anything may happen to a message, so what is copied is decided only at the end, by what is true then. A crash at any
 * moment leaves either the old place or the new one in force, each with its bytes: the segments are released by a later snapshot only.
 */
final class CompactionPass {

    private static final int PAYLOADS_MAX = 1_000;

    /** About what a frame needs beside the payload. */
    private static final int PLACE_BYTES = 64;

    private final Set<Long> victims;
    private final long bytesPerSecond;
    private final List<Domain> domains;
    private final Journal journal;
    private final CommandRunner runner;
    private final int batchBytes;
    private final List<StoredPayload> found = new ArrayList<>();

    private int foundBytes;
    private int domainIndex;
    private @Nullable PayloadWalk walk;
    private boolean walked;
    private @Nullable BackgroundRead reading;

    CompactionPass(
            Set<Long> victims,
            long bytesPerSecond,
            List<Domain> domains,
            Journal journal,
            CommandRunner runner,
            ReclaimLimits limits) {
        this.victims = victims;
        this.bytesPerSecond = bytesPerSecond;
        this.domains = domains;
        this.journal = journal;
        this.runner = runner;
        // Half a frame, so that what describes the payloads has room too; a payload that is longer goes alone.
        batchBytes = Math.min(limits.compactBatchBytes(), journal.frameBytesMax() / 2);
    }

    Set<Long> victims() {
        return victims;
    }

    /** Payload bytes it may copy in a second. */
    long bytesPerSecond() {
        return bytesPerSecond;
    }

    boolean ended() {
        return domainIndex == domains.size();
    }

    /**
     * Does a bounded piece of work; returns whether there was any.
     *
     * @param copied told of every batch that was copied
     */
    boolean step(long nowMillis, Consumer<PayloadCopies> copied) {
        BackgroundRead current = reading;
        if (current == null) {
            return find();
        }
        if (!current.done()) {
            return false;
        }
        PayloadCopies copies = runner.runOwn(domains.get(domainIndex).copyPayloads(reads(current)), nowMillis);
        if (copies == null) {
            return false;
        }
        reading = null;
        found.clear();
        foundBytes = 0;
        nextDomain();
        copied.accept(copies);
        return true;
    }

    /** Looks further; returns false if it only waits for the disk. */
    private boolean find() {
        PayloadWalk current = walk;
        if (current == null) {
            current = domains.get(domainIndex).walkPayloads(victims::contains);
            walk = current;
        }
        walked = current.step(this::take);
        if (walked || full()) {
            read();
            return true;
        }
        return !current.waits();
    }

    private boolean take(StoredPayload payload) {
        if (full() || (!found.isEmpty() && foundBytes + payload.bytes() + PLACE_BYTES > batchBytes)) {
            foundBytes = batchBytes;
            return false;
        }
        found.add(payload);
        foundBytes += payload.bytes() + PLACE_BYTES;
        return true;
    }

    private boolean full() {
        return foundBytes >= batchBytes || found.size() >= PAYLOADS_MAX;
    }

    private void read() {
        if (found.isEmpty()) {
            nextDomain();
            return;
        }
        found.sort(Comparator.comparingLong(StoredPayload::position));
        BackgroundRead next = new BackgroundRead(found.stream()
                .map(payload -> new BackgroundRead.Piece(payload.position(), payload.bytes()))
                .toList());
        reading = next;
        journal.readInBackground(next);
    }

    /** Goes on with the next domain if the walk of this one is at its end. */
    private void nextDomain() {
        if (walked) {
            walked = false;
            walk = null;
            domainIndex++;
        }
    }

    private List<PayloadCopies.Read> reads(BackgroundRead read) {
        List<PayloadCopies.Read> reads = new ArrayList<>(found.size());
        for (int index = 0; index < found.size(); index++) {
            BackgroundRead.Found one = read.found().get(index);
            reads.add(new PayloadCopies.Read(found.get(index), one.bytes()));
        }
        return reads;
    }
}
