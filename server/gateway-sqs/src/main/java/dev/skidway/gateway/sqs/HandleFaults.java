package dev.skidway.gateway.sqs;

import dev.skidway.node.QueueService.HandleResult;
import org.jspecify.annotations.Nullable;

/** Words what is wrong with a receipt handle as SQS does. */
final class HandleFaults {

    static final int VISIBILITY_SECONDS_MAX = 43_200;

    private HandleFaults() {}

    /** Not a handle of this queue. */
    static SqsFault invalid(String handle) {
        return new SqsFault(
                SqsError.RECEIPT_HANDLE_INVALID,
                "The input receipt handle \"" + Shown.text(handle) + "\" is not a valid receipt handle.");
    }

    /** The fault of a change of visibility, or null when it was done. */
    static @Nullable SqsFault ofChange(String handle, long seconds, HandleResult result) {
        return switch (result) {
            case DONE -> null;
            case INVALID -> invalid(handle);
            case GONE, LEASED_AGAIN ->
                SqsFault.invalidParameter(
                        Shown.text(handle),
                        "ReceiptHandle",
                        "Message does not exist or is not available for visibility timeout change.");
            case EXPIRED ->
                SqsFault.invalidParameter(Shown.text(handle), "ReceiptHandle", "The receipt handle has expired.");
            case TOO_LONG ->
                SqsFault.invalidParameter(
                        seconds,
                        "VisibilityTimeout",
                        "Total VisibilityTimeout for the message is beyond the limit [" + VISIBILITY_SECONDS_MAX
                                + " seconds].");
        };
    }

    /** The new visibility timeout of a change, in seconds. */
    static long seconds(Params params) {
        Long seconds = params.integer("VisibilityTimeout");
        if (seconds == null) {
            throw SqsFault.missing("VisibilityTimeout");
        }
        if (seconds < 0 || seconds > VISIBILITY_SECONDS_MAX) {
            throw SqsFault.invalidParameter(
                    seconds,
                    "VisibilityTimeout",
                    "VisibilityTimeout must be an integer between 0 and " + VISIBILITY_SECONDS_MAX + ".");
        }
        return seconds;
    }
}
