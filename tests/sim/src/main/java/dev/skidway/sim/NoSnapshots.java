package dev.skidway.sim;

import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotStore;
import dev.skidway.journal.SnapshotWriter;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store in which no snapshot was ever published, so that every frame must be replayed. */
final class NoSnapshots implements SnapshotStore {

    @Override
    public @Nullable SnapshotInfo latest(int partition) {
        return null;
    }

    @Override
    public void read(SnapshotInfo snapshot, Consumer<ByteBuffer> chunks) {
        throw new IllegalStateException("there is no snapshot");
    }

    @Override
    public SnapshotWriter begin(SnapshotInfo snapshot) {
        throw new IllegalStateException("no snapshot is taken here");
    }
}
