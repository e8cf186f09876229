package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.SpillExtent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Snapshots that are damaged in ways no checksum sees, or come from elsewhere. */
class SnapshotReaderTest {

    private static final SnapshotInfo INFO = new SnapshotInfo(0, 64, 5, 1, 1_000);

    private final ToyDomain restored = new ToyDomain();

    @Test
    void readsWhatWasPacked() {
        List<ByteBuffer> chunks = packed(INFO, 9, "a", "b");

        read(chunks);

        assertThat(restored.total("a")).isEqualTo(1);
        assertThat(restored.total("b")).isEqualTo(1);
    }

    @Test
    void readsUnitsLargerThanAChunk() {
        String name = "n".repeat(1_000);

        read(packed(INFO, 9, name, "b"));

        assertThat(restored.total(name)).isEqualTo(1);
    }

    @Test
    void refusesASnapshotWithoutItsEnd() {
        List<ByteBuffer> chunks = packed(INFO, 9, "a", "b");
        chunks.removeLast();

        assertRefused(chunks, "ends too early");
    }

    @Test
    void refusesALostChunk() {
        List<ByteBuffer> chunks = packed(INFO, 9, "n".repeat(100), "b".repeat(100));
        chunks.remove(1);

        assertRefused(chunks, "has lost units");
    }

    @Test
    void refusesASnapshotWithoutItsHeader() {
        List<ByteBuffer> chunks = packed(INFO, 9, "n".repeat(100), "b".repeat(100));
        chunks.removeFirst();

        assertRefused(chunks, "has no header");
    }

    @Test
    void refusesUnitsBehindTheEnd() {
        List<ByteBuffer> chunks = packed(INFO, 9, "a");
        chunks.addAll(packed(INFO, 9, "b"));

        assertRefused(chunks, "has a unit where none can be");
    }

    @Test
    void refusesTheSnapshotOfAnotherMoment() {
        assertRefused(packed(new SnapshotInfo(1, 64, 5, 1, 1_000), 9), "another partition");
        assertRefused(packed(new SnapshotInfo(0, 64, 6, 1, 1_000), 9), "another frame");
        assertRefused(packed(new SnapshotInfo(0, 64, 5, 1, 1_001), 9), "another time");
    }

    @Test
    void refusesUnitsOfAnUnknownDomain() {
        assertRefused(packed(INFO, 10, "a"), "domain 10");
    }

    @Test
    void refusesAnUnknownFormatAndAForeignHeader() {
        assertRefused(changed(SnapshotPacker.UNIT_HEADER_BYTES, 0), "foreign");
        assertRefused(changed(SnapshotPacker.UNIT_HEADER_BYTES + 4, 2), "format 2");
        assertRefused(changed(SnapshotPacker.UNIT_HEADER_BYTES + 26, 77), "domain 77");
        assertRefused(changed(SnapshotPacker.UNIT_HEADER_BYTES + 24, 2), "wrong length");
        assertRefused(changed(7, 1), "unknown flags");
    }

    @Test
    void refusesEveryCutOfItsLastChunk() {
        ByteBuffer chunk = packed(INFO, 9, "a").getFirst();

        for (int length = 0; length < chunk.limit(); length++) {
            ByteBuffer cut = chunk.duplicate().limit(length);
            assertThatThrownBy(() -> read(List.of(cut))).as("cut at %d", length).isInstanceOf(SkidwayException.class);
        }
    }

    @Test
    void refusesAUnitInsideAnother() {
        SnapshotSink sink = new SnapshotPacker(new Collector(new ArrayList<>()), 64).sinkOf(9);
        sink.begin(0, 8);

        assertThatThrownBy(() -> sink.begin(0, 8)).hasMessageContaining("inside another");
    }

    @Test
    void refusesToEndAUnitThatNeverBegan() {
        SnapshotSink sink = new SnapshotPacker(new Collector(new ArrayList<>()), 64).sinkOf(9);

        assertThatThrownBy(sink::end).isInstanceOf(IllegalStateException.class);
    }

    private static List<ByteBuffer> changed(int offset, int value) {
        List<ByteBuffer> chunks = packed(INFO, 9);
        chunks.getFirst().put(offset, (byte) value);
        return chunks;
    }

    private static List<ByteBuffer> packed(SnapshotInfo info, int unitDomain, String... names) {
        List<ByteBuffer> chunks = new ArrayList<>();
        SnapshotPacker packer = new SnapshotPacker(new Collector(chunks), 64);
        packer.writeHeader(info, List.of(new ToyDomain()));
        SnapshotSink sink = packer.sinkOf(unitDomain);
        for (String name : names) {
            sink.begin(0, 8 + name.length()).putLong(1).put(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            sink.end();
        }
        packer.writeEnd();
        return chunks;
    }

    private void read(List<ByteBuffer> chunks) {
        SnapshotReader reader = new SnapshotReader(INFO, List.of(restored));
        chunks.forEach((Consumer<ByteBuffer>) reader);
        reader.finish();
    }

    private void assertRefused(List<ByteBuffer> chunks, String why) {
        assertThatThrownBy(() -> read(chunks)).isInstanceOfSatisfying(SkidwayException.class, refused -> {
            assertThat(refused.code()).isEqualTo(EngineError.SNAPSHOT_MALFORMED);
            assertThat(refused).hasMessageContaining(why);
        });
    }

    /** Keeps the chunks it is given. */
    private record Collector(List<ByteBuffer> chunks) implements SnapshotWriter {
        @Override
        public boolean write(ByteBuffer chunk) {
            byte[] copy = new byte[chunk.remaining()];
            chunk.duplicate().get(copy);
            return chunks.add(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
        }

        @Override
        public void finish(long[] liveSegments, List<SpillExtent> spillFiles) {}

        @Override
        public void abandon() {}

        @Override
        public State state() {
            return State.WRITING;
        }
    }
}
