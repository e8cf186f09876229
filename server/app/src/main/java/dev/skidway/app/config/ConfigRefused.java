package dev.skidway.app.config;

/** A configuration that cannot be used; the message says which key, from where, what was expected and what was found. */
public final class ConfigRefused extends RuntimeException {

    public ConfigRefused(String message) {
        super(message);
    }

    ConfigRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
