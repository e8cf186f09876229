package dev.skidway.base;

import org.jspecify.annotations.Nullable;

/** An operating failure: something outside our control went wrong, and the severity says how far the damage reaches. */
public final class SkidwayException extends RuntimeException {

    private final transient ErrorCode code;
    private final Severity severity;
    private final String text;

    public SkidwayException(ErrorCode code, Severity severity, String message) {
        this(code, severity, message, null);
    }

    public SkidwayException(ErrorCode code, Severity severity, String message, @Nullable Throwable cause) {
        super(code.code() + ": " + message, cause);
        this.code = code;
        this.severity = severity;
        this.text = message;
    }

    public ErrorCode code() {
        return code;
    }

    public Severity severity() {
        return severity;
    }

    /** The message without the code. */
    public String text() {
        return text;
    }
}
