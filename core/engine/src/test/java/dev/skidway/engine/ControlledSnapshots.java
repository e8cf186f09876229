package dev.skidway.engine;

import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotStore;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.SpillExtent;
import dev.skidway.journal.SpillSpace;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A snapshot store with switches: tests say when its writers take nothing, and when they give up. */
public final class ControlledSnapshots implements SnapshotStore {

    private final SnapshotStore store;
    private boolean full;
    private boolean failing;
    private int begun;

    ControlledSnapshots(SnapshotStore store) {
        this.store = store;
    }

    /** While set, writers take no chunk. */
    public void full(boolean set) {
        full = set;
    }

    /** While set, every writer has given up. */
    public void failing(boolean set) {
        failing = set;
    }

    /** How many snapshots were begun, by all partitions. */
    public int begun() {
        return begun;
    }

    @Override
    public @Nullable SnapshotInfo latest(int partition) {
        return store.latest(partition);
    }

    @Override
    public void read(SnapshotInfo snapshot, Consumer<ByteBuffer> chunks) {
        store.read(snapshot, chunks);
    }

    @Override
    public @Nullable SpillSpace spill(int partition) {
        return store.spill(partition);
    }

    @Override
    public SnapshotWriter begin(SnapshotInfo snapshot) {
        begun++;
        SnapshotWriter writer = store.begin(snapshot);
        return new SnapshotWriter() {
            @Override
            public boolean write(ByteBuffer chunk) {
                return !full && writer.write(chunk);
            }

            @Override
            public void finish(long[] liveSegments, List<SpillExtent> spillFiles) {
                writer.finish(liveSegments, spillFiles);
            }

            @Override
            public void abandon() {
                writer.abandon();
            }

            @Override
            public State state() {
                return failing ? State.FAILED : writer.state();
            }
        };
    }
}
