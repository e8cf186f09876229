package dev.skidway.testserver;

/** The test server could not do what was asked; the message says what was expected and what was found. */
public final class TestServerException extends RuntimeException {

    TestServerException(String message) {
        super(message);
    }

    TestServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
