package dev.skidway.queues;

/**
 * The name of a queue.
 *
 * <p>A name that ends in {@code .fifo} is that of a FIFO queue, any other that of a standard queue.
 *
 * @param namespace who owns it (an SQS account id, for example); decides the partition
 * @param name 1 to 80 characters {@code [A-Za-z0-9_.-]}, unique in the namespace, case-sensitive; protocols may be stricter
 */
public record QueueName(String namespace, String name) {

    private static final String FIFO_SUFFIX = ".fifo";

    /** Whether this is the name of a FIFO queue. */
    public boolean fifo() {
        return name.endsWith(FIFO_SUFFIX);
    }
}
