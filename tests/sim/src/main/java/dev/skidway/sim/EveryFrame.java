package dev.skidway.sim;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.FrameReader;
import dev.skidway.journal.Journal;
import dev.skidway.journal.Space;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A journal in front of the real one that remembers every frame from the first on, whatever is released behind it. */
final class EveryFrame implements Journal {

    private record Frame(long position, FrameHeader header, byte[] records) {}

    private final List<Frame> frames;
    private final Journal journal;
    private final boolean readsFromMemory;

    private EveryFrame(List<Frame> frames, Journal journal, boolean readsFromMemory) {
        this.frames = frames;
        this.journal = journal;
        this.readsFromMemory = readsFromMemory;
    }

    /** In front of the journal of the first process. */
    static EveryFrame of(Journal journal) {
        return new EveryFrame(new ArrayList<>(), journal, false);
    }

    /** In front of the journal of the next process, which knows how much of what this one appended has survived. */
    EveryFrame then(Journal next) {
        long end = next.durablePosition();
        frames.removeIf(frame -> frame.position >= end);
        return new EveryFrame(frames, next, false);
    }

    /** The journal as it would be had nothing ever been released; for reading only. */
    Journal fromTheFirst() {
        return new EveryFrame(List.copyOf(frames), journal, true);
    }

    @Override
    public long append(FrameHeader header, ByteBuffer records) {
        long position = journal.append(header, records);
        if (position != NO_ROOM) {
            byte[] copy = new byte[records.remaining()];
            records.get(records.position(), copy);
            frames.add(new Frame(position, header, copy));
        }
        return position;
    }

    @Override
    public void readFrom(long fromPosition, FrameReader reader) {
        if (!readsFromMemory) {
            journal.readFrom(fromPosition, reader);
            return;
        }
        for (Frame frame : frames) {
            if (frame.position >= fromPosition) {
                ByteBuffer records = ByteBuffer.wrap(frame.records).order(ByteOrder.LITTLE_ENDIAN);
                reader.frame(frame.position, frame.header, records);
            }
        }
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
    public void read(long position, ByteBuffer target) {
        journal.read(position, target);
    }

    @Override
    public boolean readRecent(long position, ByteBuffer target) {
        return journal.readRecent(position, target);
    }

    @Override
    public Space space() {
        return journal.space();
    }

    @Override
    public long segmentOf(long position) {
        return journal.segmentOf(position);
    }

    @Override
    public @Nullable SkidwayException failure() {
        return journal.failure();
    }

    @Override
    public void onProgress(Runnable listener) {
        journal.onProgress(listener);
    }
}
