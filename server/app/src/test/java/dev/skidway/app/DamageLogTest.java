package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.skidway.engine.CompactionStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DamageLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(DamageLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final DamageLog log = new DamageLog();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void saysOnceWhereNewDamageLies() {
        log.tell(0, stats(0));
        log.tell(0, stats(2));
        log.tell(0, stats(2));
        log.tell(1, stats(1));

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
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
