package dev.skidway.journal;

import dev.skidway.base.Invariant;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bounded buffer between the partition that makes a snapshot and the housekeeping that writes it down. */
final class SnapshotHandover implements SnapshotWriter {

    private final SnapshotInfo info;
    private final int bufferBytesMax;
    private final Runnable wake;
    private final Deque<ByteBuffer> chunks = new ArrayDeque<>();
    private int bufferedBytes;
    private long @Nullable [] liveSegments;
    private List<SpillExtent> spillFiles = List.of();
    private boolean abandoned;
    private State state = State.WRITING;

    SnapshotHandover(SnapshotInfo info, int bufferBytesMax, Runnable wake) {
        this.info = info;
        this.bufferBytesMax = bufferBytesMax;
        this.wake = wake;
    }

    @Override
    public boolean write(ByteBuffer chunk) {
        synchronized (this) {
            Invariant.check(liveSegments == null, "a chunk after the snapshot was finished");
            if (state == State.FAILED) {
                // Taken and forgotten: the state tells the partition to give up.
                return true;
            }
            if (bufferedBytes > 0 && bufferedBytes + chunk.remaining() > bufferBytesMax) {
                return false;
            }
            bufferedBytes += chunk.remaining();
            chunks.addLast(ByteBuffer.allocate(chunk.remaining())
                    .put(chunk.duplicate())
                    .flip());
        }
        wake.run();
        return true;
    }

    @Override
    public void finish(long[] segments, List<SpillExtent> files) {
        synchronized (this) {
            spillFiles = List.copyOf(files);
            liveSegments = segments.clone();
            if (state == State.WRITING) {
                state = State.FINISHING;
            }
        }
        wake.run();
    }

    @Override
    public void abandon() {
        synchronized (this) {
            if (state != State.PUBLISHED) {
                abandoned = true;
                end(State.FAILED);
            }
        }
        wake.run();
    }

    @Override
    public synchronized State state() {
        return state;
    }

    SnapshotInfo info() {
        return info;
    }

    /** The next chunk, null when there is none yet. */
    synchronized @Nullable ByteBuffer take() {
        ByteBuffer chunk = chunks.pollFirst();
        if (chunk != null) {
            bufferedBytes -= chunk.remaining();
        }
        return chunk;
    }

    /** The live segments once all chunks were handed over and taken, else null. */
    synchronized long @Nullable [] finished() {
        return chunks.isEmpty() ? liveSegments : null;
    }

    /** The spill files it refers to, once it is finished. */
    synchronized List<SpillExtent> spillFiles() {
        return spillFiles;
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    synchronized void end(State last) {
        state = last;
        chunks.clear();
        bufferedBytes = 0;
    }
}
