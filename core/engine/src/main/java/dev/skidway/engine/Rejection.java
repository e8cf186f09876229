package dev.skidway.engine;

/**
 * The answer "no, and nothing changed".
 *
 * @param reason which rule said no; each domain has its own enum
 * @param message what was expected, what was found, what to do next
 */
public record Rejection(Reason reason, String message) {

    /** A stable reason; gateways map it to their protocol's error. */
    public interface Reason extends dev.skidway.base.ErrorCode {}
}
