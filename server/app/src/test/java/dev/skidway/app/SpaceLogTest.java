package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.skidway.journal.Space;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SpaceLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(SpaceLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SpaceLog log = new SpaceLog();

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
    void saysNothingWhileThereIsRoom() {
        log.tell(Space.OPEN);
        log.tell(Space.OPEN);

        assertThat(lines.list).isEmpty();
    }

    @Test
    void saysOncePerChangeThatRoomRunsOutAndReturns() {
        for (Space space : List.of(Space.HIGH_WATER, Space.HIGH_WATER, Space.EXHAUSTED, Space.EXHAUSTED, Space.OPEN)) {
            log.tell(space);
        }

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getMessage())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("WARN").contains("sends are refused (SK-ENG-003)"),
                        line -> assertThat(line).startsWith("WARN").contains("receives and deletes are refused"),
                        line -> assertThat(line).startsWith("INFO").contains("room on the disk again"));
    }
}
