package dev.skidway.gateway.sqs;

/** Ends the handling of one request, or of one entry of a batch, with an {@link SqsError}; carries no stack trace. */
final class SqsFault extends RuntimeException {

    private final SqsError error;
    private final String text;

    SqsFault(SqsError error, String text) {
        super(text, null, false, false);
        this.error = error;
        this.text = text;
    }

    static SqsFault invalidParameter(Object value, String parameter, String reason) {
        return new SqsFault(
                SqsError.INVALID_PARAMETER,
                "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static SqsFault missing(String parameter) {
        return new SqsFault(SqsError.MISSING_PARAMETER, "The request must contain the parameter " + parameter + ".");
    }

    SqsError error() {
        return error;
    }

    /** What the client is told. */
    String text() {
        return text;
    }
}
