package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.journal.Space;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpaceLogTest {

    @RegisterExtension
    final LogLines lines = LogLines.of(SpaceLog.class);

    private final SpaceLog log = new SpaceLog();

    @Test
    void saysNothingWhileThereIsRoom() {
        log.tell(Space.OPEN);
        log.tell(Space.OPEN);

        assertThat(lines.all()).isEmpty();
    }

    @Test
    void saysOncePerChangeThatRoomRunsOutAndReturns() {
        for (Space space : List.of(Space.HIGH_WATER, Space.HIGH_WATER, Space.EXHAUSTED, Space.EXHAUSTED, Space.OPEN)) {
            log.tell(space);
        }

        assertThat(lines.all())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("WARN").contains("sends are refused (SK-ENG-003)"),
                        line -> assertThat(line).startsWith("WARN").contains("receives and deletes are refused"),
                        line -> assertThat(line).startsWith("INFO").contains("room on the disk again"));
    }
}
