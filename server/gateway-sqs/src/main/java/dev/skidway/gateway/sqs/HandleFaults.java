package dev.skidway.gateway.sqs;

import dev.skidway.node.QueueService.HandleResult;
import org.jspecify.annotations.Nullable;

/** Words what is wrong with a receipt handle as SQS does. */
final class HandleFaults {

    private HandleFaults() {}

    /** Not a handle of this queue. */
    static SqsFault invalid(String handle) {
        return new SqsFault(
                SqsError.RECEIPT_HANDLE_INVALID,
                "The input receipt handle \"" + Shown.text(handle) + "\" is not a valid receipt handle.");
    }

    /** The fault of a delete, or null when the message is gone or somebody else has it. */
    static @Nullable SqsFault ofDelete(String handle, HandleResult result) {
        return switch (result) {
            case INVALID -> invalid(handle);
            case EXPIRED -> expired(handle);
            case DONE, GONE, LEASED_AGAIN, TOO_LONG -> null;
        };
    }

    /** On a FIFO queue: the message may be received by others by now. */
    private static SqsFault expired(String handle) {
        return SqsFault.invalidParameter(Shown.text(handle), "ReceiptHandle", "The receipt handle has expired.");
    }

    /** The fault of a change of visibility, or null when it was done. */
    static @Nullable SqsFault ofChange(String handle, long seconds, SqsLimits limits, HandleResult result) {
        return switch (result) {
            case DONE -> null;
            case INVALID -> invalid(handle);
            case GONE, LEASED_AGAIN ->
                SqsFault.invalidParameter(
                        Shown.text(handle),
                        "ReceiptHandle",
                        "Message does not exist or is not available for visibility timeout change.");
            case EXPIRED -> expired(handle);
            case TOO_LONG ->
                SqsFault.invalidParameter(
                        seconds,
                        "VisibilityTimeout",
                        "Total VisibilityTimeout for the message is beyond the limit [" + limits.visibilitySecondsMax()
                                + " seconds].");
        };
    }

    /** The new visibility timeout of a change, in seconds. */
    static long seconds(Params params, SqsLimits limits) {
        Long seconds = params.integer("VisibilityTimeout");
        if (seconds == null) {
            throw SqsFault.missing("VisibilityTimeout");
        }
        if (seconds < 0 || seconds > limits.visibilitySecondsMax()) {
            throw SqsFault.invalidParameter(
                    seconds,
                    "VisibilityTimeout",
                    "VisibilityTimeout must be an integer between 0 and " + limits.visibilitySecondsMax() + ".");
        }
        return seconds;
    }
}
