package dev.skidway.journal;

/**
 * A spill file that a snapshot needs.
 *
 * @param file its number
 * @param bytes how long it is at least
 */
public record SpillExtent(long file, long bytes) {}
