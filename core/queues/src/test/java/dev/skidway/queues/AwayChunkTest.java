package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ColdPart;
import dev.skidway.engine.ColdRef;
import dev.skidway.engine.ColdStore;
import dev.skidway.engine.EngineError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a chunk that is away does with an answer that came too late, or not at all. */
class AwayChunkTest {

    private static final long QUEUE = 7;
    private static final SkidwayException LOST =
            new SkidwayException(EngineError.PARTITION_FAILED, Severity.STOP, "the file is missing");

    private final Store store = new Store();
    private final Spill spill = new Spill(new SlotArena(), position -> position >>> 22, 1);
    private final Residence residence = new Residence(spill, QUEUE, new LaneTable());
    private final Lane lane = new Lane(0, new Level(0), new KeyLanes(null));
    private final Chunk chunk = new Chunk(0, Chunk.CAPACITY_MIN, new long[SlotArena.wordCount(Chunk.CAPACITY_MIN)]);

    @BeforeEach
    void putAway() {
        spill.use(store);
        chunk.append(1_000, 1, 10, 5);
        chunk.markReady(0);
        spill.putAway(residence, new Residence.Candidate(lane, chunk), new ColdRef(1, 0, 100, 0));
    }

    @Test
    void stopsThePartitionWhenItCannotBeReadAndIsNeeded() {
        AwayChunk away = fetched();

        assertThatThrownBy(() -> away.notLoaded(LOST)).isSameAs(LOST);
    }

    @Test
    void tellsWhoeverWaitedWhenItCannotBeReadButWasDropped() {
        AwayChunk away = fetched();
        residence.drop();

        away.notLoaded(LOST);

        assertThat(store.woken).containsExactlyInAnyOrder(QUEUE, PeekMessages.waitKey(QUEUE));
    }

    @Test
    void tellsThoseThatCouldNotFetchOnceSomethingCame() {
        AwayChunk away = fetched();
        store.full = true;
        Residence other = new Residence(spill, QUEUE + 1, new LaneTable());
        Chunk second = new Chunk(0, Chunk.CAPACITY_MIN, new long[SlotArena.wordCount(Chunk.CAPACITY_MIN)]);
        second.append(2_000, 1, 10, 5);
        second.markReady(0);
        spill.putAway(other, new Residence.Candidate(lane, second), new ColdRef(1, 100, 100, 0));
        assertThat(second.fetch()).isFalse();

        residence.drop();
        away.notLoaded(LOST);

        assertThat(store.woken)
                .containsExactlyInAnyOrder(
                        QUEUE, PeekMessages.waitKey(QUEUE), QUEUE + 1, PeekMessages.waitKey(QUEUE + 1));
    }

    @Test
    void forgetsDroppedQueuesThoughNothingIsEverPutAway() {
        for (int queue = 0; queue < 1_000; queue++) {
            Residence dropped = new Residence(spill, queue, new LaneTable());
            dropped.addNewest(new Residence.Candidate(lane, chunk));
            dropped.drop();
        }

        assertThat(spill.lineLength()).isLessThan(200);
    }

    @Test
    void isWrittenAndReadOnceOnly() {
        AwayChunk away = fetched();
        LeavingChunk leaving = new LeavingChunk(spill, residence, new Residence.Candidate(lane, chunk));

        assertThatThrownBy(() -> away.written(away.ref)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(away::notWritten).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> leaving.loaded(ByteBuffer.allocate(0))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> leaving.notLoaded(LOST)).isInstanceOf(IllegalStateException.class);
    }

    private AwayChunk fetched() {
        assertThat(chunk.fetch()).isFalse();
        AwayChunk away = chunk.away;
        assertThat(away).isNotNull();
        return away;
    }

    /** Takes what is asked for, and answers nothing. */
    private static final class Store implements ColdStore {

        @Override
        public long nowMillis() {
            return 0;
        }

        final List<Long> woken = new ArrayList<>();
        boolean full;

        @Override
        public long spillAboveBytes() {
            return 0;
        }

        @Override
        public long residentBytesMax() {
            return 0;
        }

        @Override
        public boolean write(ColdPart part, ByteBuffer bytes) {
            return true;
        }

        @Override
        public boolean load(ColdPart part, ColdRef ref) {
            return !full;
        }

        @Override
        public ByteBuffer read(ColdRef ref) {
            throw LOST;
        }

        @Override
        public boolean isClosed(long file) {
            return false;
        }

        @Override
        public long fileBytesMax() {
            return 1 << 20;
        }

        @Override
        public void release(long file) {}

        @Override
        public void wake(long waitKey) {
            woken.add(waitKey);
        }
    }
}
