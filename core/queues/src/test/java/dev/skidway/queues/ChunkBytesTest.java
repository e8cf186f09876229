package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Index.atIndex;

import dev.skidway.base.InvariantViolation;
import dev.skidway.base.SkidwayException;
import dev.skidway.testkit.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A chunk takes bytes for its live messages only, is the same when it is read, and is refused when its parts do not agree. */
class ChunkBytesTest {

    private static final int HEAD_BYTES = 44;
    private static final long QUEUE = 0x0102_0304;
    private static final long NOW = 1_700_000_000_000L;
    private static final long LANE = 5;
    private static final int FIRST_SLOT = 4_096;

    @Test
    void looksLikeThis() {
        Chunk chunk = chunk(70);
        for (int index = 0; index < 70; index++) {
            if (index != 1 && index != 66) {
                remove(chunk, index);
            }
        }
        chunk.clearReady(66);
        chunk.markRecord(66, true);

        assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes(chunk)))
                .isEqualTo(String.join(
                        " ",
                        // queue id, lane, first slot, used
                        "04 03 02 01 00 00 00 00",
                        "05 00 00 00 00 00 00 00",
                        "00 10 00 00 00 00 00 00",
                        "46 00 00 00",
                        // base position, base time
                        "E8 03 00 00 00 00 00 00",
                        "88 13 00 00 00 00 00 00",
                        // live
                        "02 00 00 00 00 00 00 00",
                        "04 00 00 00 00 00 00 00",
                        // ready
                        "02 00 00 00 00 00 00 00",
                        "00 00 00 00 00 00 00 00",
                        // slot 1
                        "64 00 00 00 00 70 00 00",
                        "01 00 00 00 00 0A 00 80",
                        // slot 66
                        "C8 19 00 00 00 70 00 00",
                        "42 00 00 00 00 0A 00 C0",
                        // delayed
                        "00 00 00 00"));
    }

    @Test
    void isTheSameWhenItIsRead() {
        SplittableRandom random = Seed.ofThisRun().stream("chunk bytes");
        for (int round = 0; round < 200; round++) {
            int used = 1 + random.nextInt(round < 190 ? 200 : Chunk.SLOTS_MAX);
            Chunk chunk = chunk(used);
            int kept = random.nextInt(used);
            for (int index = 0; index < used; index++) {
                int chance = random.nextInt(10);
                if (chance < 6 && index != kept) {
                    remove(chunk, index);
                } else if (chance > 8) {
                    chunk.clearReady(index);
                    chunk.markRecord(index, random.nextBoolean());
                }
            }
            byte[] bytes = bytes(chunk);

            Chunk read = read(bytes);

            assertThat(bytes).hasSize(HEAD_BYTES + 16 * chunk.live + 16 * Chunk.readyWords(used) + 4);
            assertThat(bytes(read)).isEqualTo(bytes);
            assertThat(List.of(read.used, read.live, read.ready, read.records))
                    .isEqualTo(List.of(used, chunk.live, chunk.ready, chunk.records));
            for (int index = 0; index < used; index++) {
                assertThat(read.isLive(index)).isEqualTo(chunk.isLive(index));
                assertThat(!read.isLive(index) || read.position(index) == chunk.position(index))
                        .isTrue();
            }
        }
    }

    @Test
    void keepsTheDelaysOfItsMessages() {
        Chunk chunk = delayedChunk(70);
        for (int index = 2; index < 70; index += 3) {
            chunk.endDelay(index);
            chunk.remove(index);
        }
        byte[] bytes = bytes(chunk);

        Chunk read = read(bytes);

        assertThat(chunk.delayed()).isEqualTo(47);
        assertThat(bytes).hasSize(HEAD_BYTES + 16 * 47 + 16 * 2 + 4 + 8 * 47);
        assertThat(bytes(read)).isEqualTo(bytes);
        assertThat(List.of(read.live, read.ready, read.delayed())).isEqualTo(List.of(47, 0, 47));
        assertThat(Delays.byPlace(read)).isEqualTo(Delays.byPlace(chunk)).contains(7_000 - 69, atIndex(69));
    }

    @Test
    void givesSlotsThatAreGoneNoRoomInASnapshot() {
        DomainAlone.Units units = snapshot(4_000, 3_999);

        assertThat(chunkOf(units)).hasSize(1 + HEAD_BYTES + 16 + 2 * 8 * 63 + 4);
        QueueDomain restored = units.restore();
        restored.checkConsistency();
    }

    /** Each changes one bit of a chunk with slots 0 to 69, all live and ready but the first. */
    @ParameterizedTest
    @CsvSource({
        "a live bit beyond the used slots, 53, 0x40",
        "a ready bit beyond the used slots, 69, 0x40",
        "a ready bit of a message that is gone, 61, 0x01",
        "a live slot less, 45, 0x02",
        "a slot that does not say that it is live, 92, 0x80",
    })
    void refusesAChunkThatDoesNotAgreeWithItself(String what, int offset, String bit) {
        DomainAlone.Units units = snapshot(70, 1);
        chunkOf(units)[offset] ^= (byte) Integer.decode(bit).intValue();

        assertThatThrownBy(units::restore).as(what).satisfies(ChunkBytesTest::isSnapshotDamage);
    }

    @Test
    void refusesAChunkWithoutALiveMessage() {
        DomainAlone.Units units = snapshot(70, 1);
        byte[] empty = new byte[1 + HEAD_BYTES + 4 * 8 + 4];
        System.arraycopy(chunkOf(units), 0, empty, 0, 1 + HEAD_BYTES);
        setChunk(units, empty);

        assertThatThrownBy(units::restore).satisfies(ChunkBytesTest::isSnapshotDamage);
    }

    @Test
    void refusesEveryChunkThatIsTooShortOrTooLong() {
        DomainAlone.Units units = snapshot(70, 60);
        byte[] whole = chunkOf(units);
        for (int length = 0; length <= whole.length + 1; length++) {
            if (length != whole.length) {
                setChunk(units, Arrays.copyOf(whole, length));
                assertThatThrownBy(units::restore).as("%d bytes", length).satisfies(ChunkBytesTest::isSnapshotDamage);
            }
        }
    }

    private static void isSnapshotDamage(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(QueueError.SNAPSHOT_DAMAGED));
    }

    @Test
    void doesNotTakeASpilledChunkThatDoesNotAgreeWithItself() {
        byte[] bytes = bytes(chunk(70));
        bytes[HEAD_BYTES + 15] |= 1;

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void doesNotTakeASpilledChunkOfAnotherLength() {
        byte[] bytes = bytes(delayedChunk(70));
        for (int length = 0; length <= bytes.length + 1; length++) {
            if (length != bytes.length) {
                byte[] other = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> read(other)).as("%d bytes", length).isInstanceOf(InvariantViolation.class);
            }
        }
    }

    private static Chunk chunk(int used) {
        Chunk chunk = emptyChunk(used);
        for (int index = 0; index < used; index++) {
            append(chunk, index);
            chunk.markReady(index);
        }
        return chunk;
    }

    /** The last message is due first. */
    private static Chunk delayedChunk(int used) {
        Chunk chunk = emptyChunk(used);
        for (int index = 0; index < used; index++) {
            append(chunk, index);
            chunk.delay(LANE, index, 7_000 - index);
        }
        return chunk;
    }

    private static Chunk emptyChunk(int slots) {
        int capacity = Chunk.capacityFor(slots);
        return new Chunk(FIRST_SLOT, capacity, new long[SlotArena.wordCount(capacity)]);
    }

    private static void append(Chunk chunk, int index) {
        chunk.append(1_000 + 100 * index, 7, 10, 5_000 + index);
    }

    private static Chunk read(byte[] bytes) {
        return ChunkBytes.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), QUEUE, LANE, FIRST_SLOT);
    }

    private static void remove(Chunk chunk, int index) {
        chunk.clearReady(index);
        chunk.remove(index);
    }

    private static byte[] bytes(Chunk chunk) {
        ByteBuffer target = ByteBuffer.allocate(ChunkBytes.bytesOf(chunk)).order(ByteOrder.LITTLE_ENDIAN);
        ChunkBytes.put(target, QUEUE, LANE, chunk);
        assertThat(target.hasRemaining()).as("size is exact").isFalse();
        return target.array();
    }

    /** A snapshot of a queue with one chunk of {@code sent} messages, the first {@code deleted} of them gone. */
    private static DomainAlone.Units snapshot(int sent, int deleted) {
        DomainAlone alone = new DomainAlone();
        alone.run(Q.create(Q.ORDERS), NOW);
        for (int left = sent; left > 0; left -= 10) {
            alone.run(Q.send(Math.min(left, 10)), NOW);
        }
        for (int left = deleted; left > 0; left -= 10) {
            ReceiveMessages.Reply received = alone.run(Q.receive(Math.min(left, 10)), NOW);
            alone.run(Q.delete(Objects.requireNonNull(received).messages()), NOW);
        }
        DomainAlone.Units units = new DomainAlone.Units();
        alone.domain.beginSnapshot(units);
        assertThat(alone.domain.snapshotSlice(1 << 20)).isTrue();
        return units;
    }

    private static byte[] chunkOf(DomainAlone.Units units) {
        return units.bodies.get(units.types.indexOf(SnapshotUnits.CHUNK));
    }

    private static void setChunk(DomainAlone.Units units, byte[] unit) {
        units.bodies.set(units.types.indexOf(SnapshotUnits.CHUNK), unit);
    }
}
