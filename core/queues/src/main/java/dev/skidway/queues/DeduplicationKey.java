package dev.skidway.queues;

/** What a FIFO queue remembers a send by: 128 bits of a hash of its deduplication id. */
record DeduplicationKey(long high, long low) {

    static DeduplicationKey of(DeduplicationHash hash, FifoSettings.DeduplicationScope scope) {
        return switch (scope) {
            case QUEUE -> new DeduplicationKey(hash.queueHigh(), hash.queueLow());
            case GROUP -> new DeduplicationKey(hash.groupHigh(), hash.groupLow());
        };
    }
}
