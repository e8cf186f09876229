package dev.skidway.journal;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Prepared segment files: fills new ones with zeros, takes released ones back, and names the next one of the journal ahead of need.
 *
 * <p>Crash behaviour: a file becomes a spare only when it is filled and forced, and a segment of the journal only when its new name
 * is forced too. Whatever a crash leaves half-way is a spare or rubbish, never part of the log.
 */
final class SegmentPool {

    // Small: the system does not take a core away from a write, and somebody's answer may need that core.
    private static final int FILL_BYTES = 1 << 17;
    // Forced piece by piece: one force of a whole segment would hold up the forces of the journal on the same disk.
    private static final int FORCE_BYTES = 16 * FILL_BYTES;
    private static final int UNHURRIED_COUNT = 2;
    /** Kept while there is plenty of room and the load is light: one that has its name, and one for when that is taken. */
    private static final int LEAN_COUNT = 2;

    private final Disk disk;
    private final JournalConfig config;
    private final Segments segments;
    private final SpaceGauge gauge;
    private final SegmentDemand demand;
    private final Deque<Spare> spares = new ArrayDeque<>();
    private long nextSpareNumber = 1;
    private @Nullable DiskFile filling;
    private int filledBytes;

    /** What a file is filled with; none before the first one. */
    private @Nullable ByteBuffer zeros;

    private boolean forcing;
    private int surplus;

    /** A prepared file that waits for a sequence. */
    private record Spare(String name, DiskFile file) {}

    SegmentPool(Disk disk, JournalConfig config, Segments segments, SpaceGauge gauge, TimeSource time) {
        this.disk = disk;
        this.config = config;
        this.segments = segments;
        this.gauge = gauge;
        this.demand = new SegmentDemand(time);
    }

    /** Takes over what an earlier process left. */
    void adopt(List<String> names) throws IOException {
        if (names.contains(FileNames.FILLING)) {
            disk.delete(FileNames.FILLING);
        }
        for (String name : names) {
            OptionalLong number = FileNames.spareNumber(name);
            if (number.isPresent()) {
                nextSpareNumber = Math.max(nextSpareNumber, number.getAsLong() + 1);
                keep(name, disk.open(name));
            }
        }
    }

    private void keep(String name, DiskFile file) throws IOException {
        if (file.size() == config.segmentBytes() && count() < spareCountMax()) {
            spares.addLast(new Spare(name, file));
        } else {
            file.close();
            disk.delete(name);
        }
    }

    /** Takes back a segment file that is no longer part of the journal. */
    void recycle(String name, DiskFile file) throws IOException {
        if (count() >= spareCountMax()) {
            file.close();
            disk.delete(name);
            return;
        }
        String spare = FileNames.spare(nextSpareNumber++);
        try {
            disk.rename(name, spare);
        } catch (DiskFullException e) {
            // Not even room for a name: give the room of the file back instead.
            file.close();
            disk.delete(name);
            return;
        }
        keep(spare, file);
    }

    /** Prepared segments, named ahead or not. */
    int count() {
        return spares.size() + segments.aheadCount();
    }

    /** Whether a spare is being filled that nobody will need soon. */
    boolean unhurried() {
        return filling != null && count() >= (demand.busy() ? UNHURRIED_COUNT : 1);
    }

    /** How many are to be kept: fewer than the reserve while nothing calls for all of it. */
    private int reserve() throws IOException {
        int all = config.spareSegments();
        boolean lean = all > LEAN_COUNT && !demand.busy() && gauge.plenty(segments.inUseCount() + count());
        return lean ? LEAN_COUNT : all;
    }

    /** Removes one spare that the journal did without for a while; returns false if there is none. */
    boolean dropSurplus() throws IOException {
        surplus += demand.unneeded(count(), reserve());
        if (surplus == 0 || spares.isEmpty() || count() <= reserve()) {
            surplus = 0;
            return false;
        }
        surplus--;
        Spare spare = spares.removeLast();
        spare.file().close();
        disk.delete(spare.name());
        return true;
    }

    boolean hasNamedAhead() {
        return segments.aheadCount() > 0;
    }

    private int spareCountMax() {
        return 2 * config.spareSegments();
    }

    /** Names a spare ahead, or else fills some more of a new one; returns whether anything was done. */
    boolean step() throws IOException {
        demand.left(count());
        return nameAhead() || fill();
    }

    private boolean nameAhead() throws IOException {
        Spare spare = spares.peekFirst();
        if (spare == null || segments.aheadCount() > 0) {
            return false;
        }
        Segment segment = new Segment(segments.nextSequence(), config.segmentBytes(), spare.file());
        try {
            disk.rename(spare.name(), segment.name());
        } catch (DiskFullException e) {
            gauge.refuse();
            return false;
        }
        disk.forceDirectory();
        spares.removeFirst();
        segments.addAhead(segment);
        // There was none: the journal took it, just now or since the last step.
        demand.taken();
        return true;
    }

    private boolean fill() throws IOException {
        DiskFile file = filling;
        if (file == null && (count() >= reserve() || !gauge.mayGrow(segments.inUseCount() + count()))) {
            return false;
        }
        try {
            return file == null ? beginFilling() : continueFilling(file);
        } catch (IOException e) {
            // Nothing relies on this file yet: give it up, and let the gauge say when to try again.
            gauge.refuse();
            giveUpFilling();
            return true;
        }
    }

    private boolean beginFilling() throws IOException {
        filling = disk.create(FileNames.FILLING);
        filledBytes = 0;
        forcing = false;
        return true;
    }

    private ByteBuffer zeros() {
        ByteBuffer all = zeros;
        if (all == null) {
            all = ByteBuffer.allocateDirect(Math.min(FILL_BYTES, config.segmentBytes()));
            zeros = all;
        }
        return all;
    }

    private boolean continueFilling(DiskFile file) throws IOException {
        if (forcing) {
            forcing = !file.forceDone();
            return !forcing;
        }
        if (filledBytes < config.segmentBytes()) {
            ByteBuffer piece = zeros();
            piece.clear().limit(Math.min(piece.capacity(), config.segmentBytes() - filledBytes));
            int bytes = piece.remaining();
            file.write(piece, filledBytes);
            filledBytes += bytes;
            boolean pieceIsFull = filledBytes % FORCE_BYTES == 0 && segments.inUseCount() > 0;
            if (pieceIsFull || filledBytes == config.segmentBytes()) {
                file.startForce();
                forcing = true;
            }
            return true;
        }
        String name = FileNames.spare(nextSpareNumber++);
        disk.rename(FileNames.FILLING, name);
        filling = null;
        spares.addLast(new Spare(name, file));
        return true;
    }

    private void giveUpFilling() throws IOException {
        DiskFile file = filling;
        filling = null;
        if (file != null) {
            file.close();
            disk.delete(FileNames.FILLING);
        }
    }

    void close() throws IOException {
        for (Spare spare : spares) {
            spare.file().close();
        }
        DiskFile file = filling;
        if (file != null) {
            file.close();
        }
    }
}
