package dev.skidway.queues;

/**
 * Who asked for an administrative change; part of every administrative event.
 *
 * @param principal authenticated identity, {@code anonymous} on loopback without credentials; at most 256 bytes
 * @param requestId the id the client was told, at most 64 bytes
 */
public record Origin(String principal, String requestId) {}
