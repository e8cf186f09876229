package dev.skidway.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a job.
 *
 * @param number 1 for the first
 * @param ending how it ended, or that it runs
 * @param started when it began; null while it runs
 * @param took how long it took; null while it runs
 * @param worker who had it; empty if it did not say
 * @param code of the failure; empty if there was none
 * @param message of the failure; empty if there was none
 */
public record Attempt(
        int number,
        Ending ending,
        @Nullable Instant started,
        @Nullable Duration took,
        String worker,
        String code,
        String message) {

    /** How an attempt ended. */
    public enum Ending {
        RUNNING,
        DONE,
        FAILED,
        /** Its lease ran out. */
        EXPIRED,
        /** It was not tried. */
        GIVEN_BACK,
        /** In a way that this client does not know yet. */
        OTHER
    }

    static Attempt of(dev.skidway.v1.Attempt attempt) {
        return new Attempt(
                attempt.getNumber(),
                switch (attempt.getOutcome()) {
                    case OUTCOME_RUNNING -> Ending.RUNNING;
                    case OUTCOME_DONE -> Ending.DONE;
                    case OUTCOME_FAILED -> Ending.FAILED;
                    case OUTCOME_EXPIRED -> Ending.EXPIRED;
                    case OUTCOME_GIVEN_BACK -> Ending.GIVEN_BACK;
                    case OUTCOME_UNSPECIFIED, UNRECOGNIZED -> Ending.OTHER;
                },
                Protos.instantIf(attempt.hasStarted(), attempt.getStarted()),
                Protos.durationIf(attempt.hasTook(), attempt.getTook()),
                attempt.getWorker(),
                attempt.getCode(),
                attempt.getMessage());
    }
}
