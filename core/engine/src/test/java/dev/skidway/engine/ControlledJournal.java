package dev.skidway.engine;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.BackgroundRead;
import dev.skidway.journal.DiskUse;
import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.FrameReader;
import dev.skidway.journal.Journal;
import dev.skidway.journal.Space;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A journal with switches: tests say when it has no room, how much space it claims to have, and that it failed. */
public final class ControlledJournal implements Journal {

    private final Journal journal;
    private boolean noRoom;
    private long refused;
    private @Nullable Space claimedSpace;
    private @Nullable SkidwayException claimedFailure;

    ControlledJournal(Journal journal) {
        this.journal = journal;
    }

    /** While set, every append finds no room. */
    public void noRoom(boolean set) {
        noRoom = set;
    }

    /** Appends that found no room because of {@link #noRoom}. */
    public long refused() {
        return refused;
    }

    /** Claims that space; null tells the truth again. */
    public void space(@Nullable Space claimed) {
        claimedSpace = claimed;
    }

    /** Claims to have failed. */
    public void fail(SkidwayException failure) {
        claimedFailure = failure;
    }

    @Override
    public long append(FrameHeader header, ByteBuffer records) {
        if (noRoom) {
            refused++;
            return NO_ROOM;
        }
        return journal.append(header, records);
    }

    @Override
    public Space space() {
        Space claimed = claimedSpace;
        return claimed == null ? journal.space() : claimed;
    }

    @Override
    public @Nullable SkidwayException failure() {
        SkidwayException claimed = claimedFailure;
        return claimed == null ? journal.failure() : claimed;
    }

    @Override
    public long appendedPosition() {
        return journal.appendedPosition();
    }

    @Override
    public long durablePosition() {
        return journal.durablePosition();
    }

    @Override
    public int frameBytesMax() {
        return journal.frameBytesMax();
    }

    @Override
    public void readFrom(long fromPosition, FrameReader reader) {
        journal.readFrom(fromPosition, reader);
    }

    @Override
    public void read(long position, ByteBuffer target) {
        journal.read(position, target);
    }

    @Override
    public boolean readRecent(long position, ByteBuffer target) {
        return journal.readRecent(position, target);
    }

    @Override
    public void readInBackground(BackgroundRead read) {
        journal.readInBackground(read);
    }

    @Override
    public int segmentBytes() {
        return journal.segmentBytes();
    }

    @Override
    public DiskUse diskUse(int partition, long liveBytes) {
        return journal.diskUse(partition, liveBytes);
    }

    @Override
    public String placeOf(long position) {
        return journal.placeOf(position);
    }

    @Override
    public long segmentOf(long position) {
        return journal.segmentOf(position);
    }

    @Override
    public void onProgress(Runnable listener) {
        journal.onProgress(listener);
    }
}
