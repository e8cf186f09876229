package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class JournalConfigTest {

    @Test
    void defaultsAreValid() {
        assertThat(JournalConfig.defaults().segmentBytes()).isEqualTo(64 << 20);
        assertThat(JournalConfig.small().spareSegments()).isEqualTo(2);
    }

    @Test
    void namesTheKeyAndTheValueThatDoNotFit() {
        JournalConfig valid = JournalConfig.small();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid.withSegmentBytes(65_537))
                .withMessageContaining("segment-bytes")
                .withMessageContaining("65537");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid.withBytesMax(65_536))
                .withMessageContaining("bytes-max");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid.withFreeBytesMin(-1))
                .withMessageContaining("free-bytes-min");
    }

    @Test
    void checksEveryBound() {
        refused(config(131_072, 8192, 2, 65_536, 16_384, 8192, 1, 1, 1), "block-bytes-max");
        refused(config(16_384, 16_384, 2, 65_536, 16_384, 8192, 1, 1, 1), "frame-bytes-max");
        refused(config(16_384, 8192, 0, 65_536, 16_384, 8192, 1, 1, 1), "spare-segments");
        refused(config(16_384, 8192, 2, 4096, 16_384, 8192, 1, 1, 1), "ring-bytes");
        refused(config(16_384, 8192, 2, 65_536, 10, 8192, 1, 1, 1), "snapshot-buffer-bytes");
        refused(config(16_384, 8192, 2, 65_536, 16_384, -1, 1, 1, 1), "ballast-bytes");
        refused(config(16_384, 8192, 2, 65_536, 16_384, 8192, 0, 1, 1), "idle-seal-millis");
        refused(config(16_384, 8192, 2, 65_536, 16_384, 8192, 1, 0, 1), "durable-note-millis");
        refused(config(16_384, 8192, 2, 65_536, 16_384, 8192, 1, 1, 0), "retry-millis");
    }

    private static java.util.function.Supplier<JournalConfig> config(
            int block, int frame, int spares, int ring, int snapshot, long ballast, long seal, long note, long retry) {
        return () ->
                new JournalConfig(65_536, block, frame, spares, 1 << 20, 0, ring, snapshot, ballast, seal, note, retry);
    }

    private static void refused(java.util.function.Supplier<JournalConfig> config, String key) {
        assertThatIllegalArgumentException().isThrownBy(config::get).withMessageContaining(key);
    }
}
