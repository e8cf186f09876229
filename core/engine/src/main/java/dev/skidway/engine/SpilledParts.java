package dev.skidway.engine;

import dev.skidway.base.Invariant;
import dev.skidway.journal.SpillRef;
import dev.skidway.journal.SpillResult;
import dev.skidway.journal.SpillSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** A {@link ColdStore} in the spill files beside the journal. */
final class SpilledParts implements ColdStore {

    private static final int RESULTS_PER_STEP_MAX = 64;

    private final SpillSpace space;
    private final EngineLimits limits;
    private final LongConsumer onWake;
    private final PartitionCounters counters;
    /** Released during replay: told only once the partition runs, for a state that is merely looked at must release nothing. */
    private final List<Long> releasedEarly = new ArrayList<>();

    private long newestFile;
    private boolean live;
    private boolean refused;
    private long nowMillis;
    private long earliestMillis;

    SpilledParts(SpillSpace space, EngineLimits limits, LongConsumer onWake, PartitionCounters counters) {
        this.space = space;
        this.limits = limits;
        this.onWake = onWake;
        this.counters = counters;
    }

    /** From now on parts are written and loaded; {@code signal} is called by other threads when {@link #step} has something to do. */
    void goLive(Runnable signal) {
        live = true;
        space.onProgress(signal);
        releasedEarly.forEach(space::retire);
        releasedEarly.clear();
    }

    /** Tells parts what became of them; returns whether there was anything to tell. */
    boolean step(long now) {
        nowMillis = now;
        for (int count = 0; count < RESULTS_PER_STEP_MAX; count++) {
            SpillResult result = space.poll();
            if (result == null) {
                return count > 0;
            }
            tell(result);
        }
        return true;
    }

    private void tell(SpillResult result) {
        switch (result) {
            case SpillResult.Written(Object token, SpillRef ref) -> {
                Invariant.check(ref.file() >= newestFile, "spill files are filled in order", newestFile, ref.file());
                newestFile = ref.file();
                refused = false;
                ((ColdPart) token).written(new ColdRef(ref.file(), ref.offset(), ref.length(), ref.crc()));
            }
            case SpillResult.NotWritten(Object token) -> {
                refused = true;
                earliestMillis = nowMillis + limits.snapshotRetryMillis();
                ((ColdPart) token).notWritten();
            }
            case SpillResult.Loaded(Object token, ByteBuffer body) -> {
                counters.partLoaded();
                ((ColdPart) token).loaded(body);
            }
            case SpillResult.NotLoaded failed -> ((ColdPart) failed.token()).notLoaded(failed.failure());
        }
    }

    @Override
    public long spillAboveBytes() {
        return limits.spillAboveBytes();
    }

    @Override
    public long residentBytesMax() {
        return limits.residentBytesMax();
    }

    @Override
    public long nowMillis() {
        return nowMillis;
    }

    @Override
    public boolean write(ColdPart part, ByteBuffer bytes) {
        return live && (!refused || nowMillis >= earliestMillis) && space.write(part, bytes);
    }

    @Override
    public boolean load(ColdPart part, ColdRef ref) {
        return live && space.load(part, toSpill(ref));
    }

    @Override
    public ByteBuffer read(ColdRef ref) {
        if (live) {
            counters.partReadInLine();
        }
        return space.read(toSpill(ref));
    }

    private static SpillRef toSpill(ColdRef ref) {
        return new SpillRef(ref.file(), ref.offset(), ref.length(), ref.crc());
    }

    @Override
    public boolean isClosed(long file) {
        return file < Math.max(newestFile, space.firstNewFile());
    }

    @Override
    public long fileBytesMax() {
        return space.fileBytesMax();
    }

    @Override
    public void release(long file) {
        if (live) {
            space.retire(file);
        } else {
            releasedEarly.add(file);
        }
    }

    @Override
    public void wake(long waitKey) {
        onWake.accept(waitKey);
    }
}
