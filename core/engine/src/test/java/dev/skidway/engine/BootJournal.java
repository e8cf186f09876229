package dev.skidway.engine;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.FrameReader;
import dev.skidway.journal.Journal;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotStore;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.Space;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stands in for the file journal until that exists; goes away then. */
final class BootJournal implements Journal, SnapshotStore {

    private static final int SEGMENT_BYTES = 1 << 16;

    private final List<Frame> frames = new ArrayList<>();
    private final Map<Integer, SnapshotInfo> latest = new HashMap<>();
    private final Map<Integer, List<ByteBuffer>> snapshots = new HashMap<>();
    private long appended = 64;
    private long durable = 64;

    private record Frame(long position, FrameHeader header, byte[] records) {}

    boolean step() {
        boolean did = durable < appended;
        durable = appended;
        return did;
    }

    void loseTail() {
        frames.removeIf(frame -> frame.position >= durable);
        appended = durable;
    }

    @Override
    public long append(FrameHeader header, ByteBuffer records) {
        byte[] bytes = new byte[records.remaining()];
        records.duplicate().get(bytes);
        long position = appended;
        frames.add(new Frame(position, header, bytes));
        appended += FRAME_HEADER_BYTES + bytes.length;
        return position;
    }

    @Override
    public long appendedPosition() {
        return appended;
    }

    @Override
    public long durablePosition() {
        return durable;
    }

    @Override
    public int frameBytesMax() {
        return 2 << 20;
    }

    @Override
    public void readFrom(long fromPosition, FrameReader reader) {
        for (Frame frame : List.copyOf(frames)) {
            if (frame.position >= fromPosition) {
                reader.frame(
                        frame.position,
                        frame.header,
                        ByteBuffer.wrap(frame.records).order(ByteOrder.LITTLE_ENDIAN));
            }
        }
    }

    @Override
    public void read(long position, ByteBuffer target) {
        for (Frame frame : frames) {
            long start = frame.position + FRAME_HEADER_BYTES;
            if (position >= start && position + target.remaining() <= start + frame.records.length) {
                target.put(frame.records, (int) (position - start), target.remaining());
                return;
            }
        }
        throw new IllegalArgumentException("no frame holds " + position);
    }

    @Override
    public Space space() {
        return Space.OPEN;
    }

    @Override
    public long segmentOf(long position) {
        return position / SEGMENT_BYTES;
    }

    @Override
    public @Nullable SkidwayException failure() {
        return null;
    }

    @Override
    public void onProgress(Runnable listener) {}

    @Override
    public @Nullable SnapshotInfo latest(int partition) {
        return latest.get(partition);
    }

    @Override
    public void read(SnapshotInfo snapshot, Consumer<ByteBuffer> chunks) {
        for (ByteBuffer chunk : snapshots.getOrDefault(snapshot.partition(), List.of())) {
            chunks.accept(chunk.asReadOnlyBuffer());
        }
    }

    @Override
    public SnapshotWriter begin(SnapshotInfo snapshot) {
        return new SnapshotWriter() {
            private final List<ByteBuffer> chunks = new ArrayList<>();
            private State state = State.WRITING;

            @Override
            public boolean write(ByteBuffer chunk) {
                byte[] copy = new byte[chunk.remaining()];
                chunk.duplicate().get(copy);
                chunks.add(ByteBuffer.wrap(copy));
                return true;
            }

            @Override
            public void finish(long[] liveSegments) {
                snapshots.put(snapshot.partition(), chunks);
                latest.put(snapshot.partition(), snapshot);
                state = State.PUBLISHED;
            }

            @Override
            public void abandon() {
                state = State.FAILED;
            }

            @Override
            public State state() {
                return state;
            }
        };
    }
}
