package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

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
}
