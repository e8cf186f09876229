package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.InvariantViolation;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChunkTest {

    private static final long YEAR_MILLIS = 365 * 86_400_000L;

    @Test
    void holdsMessagesThatALeapOfTheClockPutsYearsApart() {
        Chunk chunk = new Chunk(0, 4, new long[SlotArena.wordCount(4)]);

        chunk.append(1_000, 0, 16, 5_000);
        chunk.append(
                2_000, QueueLimits.HEADER_BYTES_MAX, (int) QueueLimits.MESSAGE_BYTES_MAX, 5_000 + 30 * YEAR_MILLIS);

        assertThat(chunk.enqueuedAtMillis(0)).isEqualTo(5_000);
        assertThat(chunk.enqueuedAtMillis(1)).isEqualTo(5_000 + 30 * YEAR_MILLIS);
        assertThat(chunk.position(1)).isEqualTo(2_000);
        assertThat(chunk.headerBytes(1)).isEqualTo(QueueLimits.HEADER_BYTES_MAX);
        assertThat(chunk.bodyBytes(1)).isEqualTo((int) QueueLimits.MESSAGE_BYTES_MAX);
        assertThat(chunk.isLive(1)).isTrue();
        assertThat(chunk.hasRecord(1)).isFalse();
    }

    @Test
    void holdsAMessageOlderThanThoseBeforeIt() {
        Chunk chunk = new Chunk(0, 4, new long[SlotArena.wordCount(4)]);
        chunk.append(1L << 42, 7, 16, 40 * YEAR_MILLIS);

        chunk.append(9, QueueLimits.HEADER_BYTES_MAX, 17, 39 * YEAR_MILLIS);
        chunk.append(5, 8, 18, 38 * YEAR_MILLIS);

        assertThat(chunk.position(0)).isEqualTo(1L << 42);
        assertThat(chunk.enqueuedAtMillis(0)).isEqualTo(40 * YEAR_MILLIS);
        assertThat(chunk.headerBytes(0)).isEqualTo(7);
        assertThat(chunk.position(1)).isEqualTo(9);
        assertThat(chunk.enqueuedAtMillis(1)).isEqualTo(39 * YEAR_MILLIS);
        assertThat(chunk.headerBytes(1)).isEqualTo(QueueLimits.HEADER_BYTES_MAX);
        assertThat(chunk.position(2)).isEqualTo(5);
        assertThat(chunk.enqueuedAtMillis(2)).isEqualTo(38 * YEAR_MILLIS);
    }

    @Test
    void comesBackFromItsBytesWithItsDelays() {
        Chunk chunk = new Chunk(64, Chunk.CAPACITY_MIN, new long[SlotArena.wordCount(Chunk.CAPACITY_MIN)]);
        for (int index = 0; index < 3; index++) {
            chunk.append(1_000 + index, 1, 10, 5 + index);
        }
        chunk.markReady(1);
        chunk.delay(3, 0, 700);
        chunk.delay(3, 2, 600);
        ByteBuffer bytes = ByteBuffer.allocate(ChunkBytes.bytesOf(chunk));

        ChunkBytes.put(bytes, 7, 3, chunk);
        Chunk back = ChunkBytes.read(bytes.flip(), 7, 3, 64);

        assertThat(back.isReady(1)).isTrue();
        assertThat(back.position(2)).isEqualTo(1_002);
        assertThat(back.delayed()).isEqualTo(2);
        assertThat(back.delays).isNotNull().returns(600L, Delays::firstMillis).returns(2, Delays::firstPlace);
    }

    @Test
    void refusesBytesThatAreTooFewOrTooManyForItsDelays() {
        Chunk chunk = new Chunk(0, Chunk.CAPACITY_MIN, new long[SlotArena.wordCount(Chunk.CAPACITY_MIN)]);
        chunk.append(1_000, 1, 10, 5);
        chunk.delay(3, 0, 700);
        int length = ChunkBytes.bytesOf(chunk);
        ByteBuffer bytes = ByteBuffer.allocate(length + 8);
        ChunkBytes.put(bytes, 7, 3, chunk);

        assertThatThrownBy(() -> ChunkBytes.read(bytes.slice(0, length - 8), 7, 3, 0))
                .isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> ChunkBytes.read(bytes.slice(0, length + 8), 7, 3, 0))
                .isInstanceOf(InvariantViolation.class);
    }

    @Test
    void growsByAQuarterAtMostOnceItHoldsMoreThanAFew() {
        assertThat(Chunk.capacityFor(1)).isEqualTo(Chunk.CAPACITY_MIN);
        assertThat(Chunk.capacityFor(1_001)).isEqualTo(1_024);
        assertThat(Chunk.capacityFor(1_025)).isEqualTo(1_280);
        assertThat(Chunk.capacityFor(Chunk.SLOTS_MAX)).isEqualTo(Chunk.SLOTS_MAX);
        int grown = Chunk.CAPACITY_MIN;
        for (int slots = 1; slots <= Chunk.SLOTS_MAX; slots++) {
            int capacity = Chunk.capacityFor(slots);
            grown = slots > grown ? Chunk.capacityAfter(grown) : grown;

            assertThat(capacity).isGreaterThanOrEqualTo(slots).isEqualTo(grown);
            assertThat(slots <= 64 || capacity < slots + slots / 4 + 1)
                    .as("capacity %s for %s slots", capacity, slots)
                    .isTrue();
        }
    }

    @Test
    void arenaGivesBackWhatHadTheSameCapacityZeroed() {
        SlotArena arena = new SlotArena();
        for (int capacity = Chunk.CAPACITY_MIN; capacity < Chunk.SLOTS_MAX; capacity = Chunk.capacityAfter(capacity)) {
            long[] words = arena.take(capacity);
            words[0] = 7;
            arena.give(capacity, words);

            assertThat(arena.take(Chunk.capacityAfter(capacity))).isNotSameAs(words);
            assertThat(arena.take(capacity)).isSameAs(words).containsOnly(0);
        }
    }
}
