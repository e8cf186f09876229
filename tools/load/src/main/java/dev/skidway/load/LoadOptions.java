package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;

/**
 * What one run is asked to do, checked once.
 *
 * @param protocol what is spoken
 * @param rate messages a second, where a mode has one
 * @param bodyBytes size of each message body
 * @param batch messages in a send, at most in a receive
 * @param connections open connections, each with one request in flight
 * @param durationSeconds measured time
 * @param warmupSeconds unmeasured time before it
 * @param verify whether every body is compared and any loss or duplicate fails the run
 */
record LoadOptions(
        Mode mode,
        Protocol protocol,
        int rate,
        int bodyBytes,
        int batch,
        int connections,
        int durationSeconds,
        int warmupSeconds,
        boolean verify) {

    static final int BODY_BYTES_MAX = 1_048_576;
    static final int BATCH_MAX = 10;
    static final int CONNECTIONS_MAX = 1024;
    static final int RATE_MAX = 1_000_000;
    static final int SECONDS_MAX = 86_400;

    LoadOptions {
        within("--rate", rate, 1, RATE_MAX);
        within("--size", bodyBytes, MessageBody.HEAD_BYTES, BODY_BYTES_MAX);
        within("--batch", batch, 1, protocol.batchMax);
        within("--connections", connections, mode == Mode.SATURATE ? 1 : 2, CONNECTIONS_MAX);
        within("--duration", durationSeconds, 1, SECONDS_MAX);
        within("--warmup", warmupSeconds, 0, SECONDS_MAX);
        if ((long) bodyBytes * batch > BODY_BYTES_MAX) {
            throw refusal("--size times --batch must stay within " + BODY_BYTES_MAX + " bytes, the limit of a batch; "
                    + bodyBytes + " × " + batch + " does not. Lower one of them.");
        }
    }

    /** A run over SQS. */
    LoadOptions(
            Mode mode,
            int rate,
            int bodyBytes,
            int batch,
            int connections,
            int durationSeconds,
            int warmupSeconds,
            boolean verify) {
        this(mode, Protocol.SQS, rate, bodyBytes, batch, connections, durationSeconds, warmupSeconds, verify);
    }

    static void within(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw refusal(option + " must be from " + min + " to " + max + ", found " + value + ".");
        }
    }

    static SkidwayException refusal(String message) {
        return new SkidwayException(LoadError.BAD_OPTIONS, Severity.REFUSE_START, message);
    }
}
