package dev.skidway.queues;

/**
 * A shared limit as it was when asked.
 *
 * @param running jobs that hold it
 * @param queues how many queues name it
 */
public record LimitView(String name, int concurrencyMax, RateLimit rate, long running, int queues) {}
