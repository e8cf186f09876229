package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentBytesTest {

    private static final int RING_BYTES = 8192;

    @Test
    void holdsNothingAtFirst() {
        assertThat(new RecentBytes(RING_BYTES).read(4096, ByteBuffer.allocate(1)))
                .isFalse();
    }

    @Test
    void givesBackWhatWasPutAlsoAcrossTheEndOfTheRing() {
        RecentBytes ring = new RecentBytes(RING_BYTES);
        ring.put(6000, block(6000, 4000));
        ByteBuffer target = ByteBuffer.allocate(3000);

        assertThat(ring.read(6500, target)).isTrue();

        assertThat(target.flip()).isEqualTo(block(6500, 3000));
    }

    @Test
    void forgetsTheOldestBytes() {
        RecentBytes ring = new RecentBytes(RING_BYTES);
        for (long at = 4096; at < 40_000; at += 4096) {
            ring.put(at, block(at, 4096));
        }

        assertThat(ring.read(4096, ByteBuffer.allocate(10))).isFalse();
        assertThat(ring.read(40_960 - RING_BYTES - 1, ByteBuffer.allocate(10))).isFalse();
        assertThat(ring.read(40_960 - RING_BYTES, ByteBuffer.allocate(10))).isTrue();
        assertThat(ring.read(40_960 - 5, ByteBuffer.allocate(10))).isFalse();
    }

    @Test
    void readersNeverSeeBytesOfAnotherAddress() throws InterruptedException {
        RecentBytes ring = new RecentBytes(RING_BYTES);
        AtomicLong written = new AtomicLong(4096);
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong wrong = new AtomicLong();
        AtomicLong seen = new AtomicLong();
        Thread reader = new Thread(() -> {
            ByteBuffer target = ByteBuffer.allocate(64);
            while (!done.get()) {
                long position = Math.max(4096, written.get() - RING_BYTES + 100);
                target.clear();
                if (ring.read(position, target)) {
                    seen.incrementAndGet();
                    wrong.addAndGet(target.flip().equals(block(position, 64)) ? 0 : 1);
                }
            }
        });

        reader.start();
        for (long at = 4096; at < 4096 + 20_000L * 512; at += 512) {
            ring.put(at, block(at, 512));
            written.set(at + 512);
        }
        while (seen.get() == 0) {
            Thread.onSpinWait();
        }
        done.set(true);
        reader.join();

        assertThat(wrong).hasValue(0);
    }

    private static ByteBuffer block(long position, int bytes) {
        ByteBuffer block = ByteBuffer.allocate(bytes);
        for (int i = 0; i < bytes; i++) {
            long at = position + i;
            block.put(i, (byte) (at ^ (at >> 8) ^ (at >> 16)));
        }
        return block;
    }
}
