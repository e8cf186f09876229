package dev.skidway.engine;

import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotStore;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.SpillRef;
import dev.skidway.journal.SpillResult;
import dev.skidway.journal.SpillSpace;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The snapshots and spill files of a running partition, for another one that is rebuilt from them and changes nothing. */
record OnlyReading(SnapshotStore store) implements SnapshotStore {

    @Override
    public @Nullable SnapshotInfo latest(int partition) {
        return store.latest(partition);
    }

    @Override
    public void read(SnapshotInfo snapshot, Consumer<ByteBuffer> chunks) {
        store.read(snapshot, chunks);
    }

    @Override
    public SnapshotWriter begin(SnapshotInfo snapshot) {
        throw new AssertionError("nothing is written here");
    }

    @Override
    public @Nullable SpillSpace spill(int partition) {
        SpillSpace space = store.spill(partition);
        return space == null ? null : new Space(space);
    }

    private record Space(SpillSpace space) implements SpillSpace {

        @Override
        public boolean write(Object token, ByteBuffer body) {
            return false;
        }

        @Override
        public boolean load(Object token, SpillRef ref) {
            return false;
        }

        @Override
        public @Nullable SpillResult poll() {
            return null;
        }

        @Override
        public ByteBuffer read(SpillRef ref) {
            return Objects.requireNonNull(space).read(ref);
        }

        @Override
        public void retire(long file) {}

        @Override
        public long firstNewFile() {
            return space.firstNewFile();
        }

        @Override
        public long fileBytesMax() {
            return space.fileBytesMax();
        }

        @Override
        public void onProgress(Runnable listener) {}
    }
}
