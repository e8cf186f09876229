package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.CompactionStats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DamageLogTest {

    @RegisterExtension
    final LogLines lines = LogLines.of(DamageLog.class);

    private final DamageLog log = new DamageLog();

    @Test
    void saysOnceWhereNewDamageLies() {
        log.tell(0, stats(0));
        log.tell(0, stats(2));
        log.tell(0, stats(2));
        log.tell(1, stats(1));

        assertThat(lines.all())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("ERROR 2 stored messages of partition 0")
                                .contains("file-2", "SK-NOD-006"),
                        line -> assertThat(line).startsWith("ERROR 1 stored messages of partition 1"));
    }

    private static CompactionStats stats(int damaged) {
        return new CompactionStats(0, 0, 0, 0, 0, 0, 0, damaged, "file-" + damaged);
    }
}
