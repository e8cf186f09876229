package dev.skidway.client;

/**
 * What a worker does with a job. Returning means done; throwing means failed: tried again as the queue's retry policy says. A {@link
 * JobFailure} says more about how.
 */
@FunctionalInterface
public interface Handler {

    void handle(Job job) throws Exception;
}
