package dev.skidway.queues;

/**
 * A named value that a sender attached to a message.
 *
 * @param name 1 to 256 characters
 * @param type as the protocol names it, such as {@code String}, {@code Number.int} or {@code Binary}
 * @param binary whether the value is bytes; otherwise it is UTF-8 text
 * @param value the value's bytes
 */
public record MessageAttribute(String name, String type, boolean binary, byte[] value) {}
