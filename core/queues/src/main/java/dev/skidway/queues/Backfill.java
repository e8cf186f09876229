package dev.skidway.queues;

/**
 * Firings for a range in the past that are still to come.
 *
 * @param nextMillis nominal time of the next one
 * @param left how many, at least 1
 */
record Backfill(long nextMillis, int left, Overlap overlap) {}
