package dev.skidway.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Thrown by a handler: the job failed, with a code that can be searched for and matched. */
public final class JobFailure extends Exception {

    private final String code;
    private final @Nullable Duration retryIn;
    private final boolean permanent;

    private JobFailure(String code, String message, @Nullable Duration retryIn, boolean permanent) {
        super(message);
        this.code = code;
        this.retryIn = retryIn;
        this.permanent = permanent;
    }

    /** Tried again as the queue's retry policy says. */
    public static JobFailure retry(String code, String message) {
        return new JobFailure(code, message, null, false);
    }

    /** Tried again after this time. */
    public static JobFailure retryIn(Duration time, String code, String message) {
        return new JobFailure(code, message, time, false);
    }

    /** Not tried again: it goes to the dead-letter queue, or ends as failed. */
    public static JobFailure permanent(String code, String message) {
        return new JobFailure(code, message, null, true);
    }

    String code() {
        return code;
    }

    @Nullable Duration retryIn() {
        return retryIn;
    }

    boolean permanent() {
        return permanent;
    }
}
