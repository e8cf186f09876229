package dev.skidway.journal;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where partitions keep their snapshots: immutable files named by the manifest, which also names the segments that must exist.
 *
 * <p>Slow work (writing, forcing, reading back, publishing, releasing segments) happens on a housekeeping thread, never in a call.
 */
public interface SnapshotStore {

    /** The newest published snapshot of a partition, or null when it must replay the journal from its start. */
    @Nullable SnapshotInfo latest(int partition);

    /**
     * Reads a published snapshot chunk by chunk, in the order written, every chunk checked.
     *
     * @throws dev.skidway.base.SkidwayException with severity REFUSE_START if it is damaged
     */
    void read(SnapshotInfo snapshot, Consumer<ByteBuffer> chunks);

    /** Where the partition may put parts of its state that its snapshots then only refer to; null for nowhere. */
    default @Nullable SpillSpace spill(int partition) {
        return null;
    }

    /** Begins a snapshot; at most one per partition is being written. */
    SnapshotWriter begin(SnapshotInfo snapshot);
}
