package dev.skidway.client;

import dev.skidway.v1.PauseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing, or nothing new, moves.
 *
 * @param paused whether nothing is handed out
 * @param draining whether new jobs are refused
 * @param note what was said to people
 * @param since when it began; null if that is not known
 */
public record PauseInfo(
        boolean paused,
        boolean draining,
        String note,
        @Nullable Instant since) {

    static PauseInfo of(PauseState pause) {
        return new PauseInfo(
                pause.getPaused(),
                pause.getDraining(),
                pause.getNote(),
                Protos.instantIf(pause.hasSince(), pause.getSince()));
    }
}
