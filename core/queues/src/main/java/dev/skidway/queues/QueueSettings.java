package dev.skidway.queues;

import java.util.SortedMap;

/**
 * How a queue behaves.
 *
 * @param delayMillis delay of a message that names none, 0 or more
 * @param messageBytesMax largest message (body and counted headers) in bytes
 * @param retentionMillis age at which a message is removed, even while leased
 * @param receiveWaitMillis how long a receive that names no wait waits for a first message
 * @param visibilityMillis lease time of a receive that names none
 * @param inFlightMax most messages leased at once
 * @param deadLetters where messages go that were received too often
 * @param deadLetterSources whose dead letters it takes
 * @param fifo whether it keeps the order of each key, and what belongs to that
 * @param dispatch what holds its messages back, and who goes first
 * @param jobs how it treats its messages as jobs
 * @param extra settings that only a protocol understands, kept as given, such as {@code sqs.Policy}
 */
public record QueueSettings(
        long delayMillis,
        long messageBytesMax,
        long retentionMillis,
        long receiveWaitMillis,
        long visibilityMillis,
        long inFlightMax,
        DeadLetterPolicy deadLetters,
        DeadLetterSources deadLetterSources,
        FifoSettings fifo,
        DispatchSettings dispatch,
        JobSettings jobs,
        SortedMap<String, String> extra) {

    /** Settings of a queue that holds nothing back, and treats jobs as usual. */
    public QueueSettings(
            long delayMillis,
            long messageBytesMax,
            long retentionMillis,
            long receiveWaitMillis,
            long visibilityMillis,
            long inFlightMax,
            DeadLetterPolicy deadLetters,
            DeadLetterSources deadLetterSources,
            FifoSettings fifo,
            SortedMap<String, String> extra) {
        this(
                delayMillis,
                messageBytesMax,
                retentionMillis,
                receiveWaitMillis,
                visibilityMillis,
                inFlightMax,
                deadLetters,
                deadLetterSources,
                fifo,
                DispatchSettings.DEFAULT,
                JobSettings.DEFAULT,
                extra);
    }

    /** Settings of a standard queue. */
    public QueueSettings(
            long delayMillis,
            long messageBytesMax,
            long retentionMillis,
            long receiveWaitMillis,
            long visibilityMillis,
            long inFlightMax,
            DeadLetterPolicy deadLetters,
            DeadLetterSources deadLetterSources,
            SortedMap<String, String> extra) {
        this(
                delayMillis,
                messageBytesMax,
                retentionMillis,
                receiveWaitMillis,
                visibilityMillis,
                inFlightMax,
                deadLetters,
                deadLetterSources,
                FifoSettings.STANDARD,
                extra);
    }

    /** Settings of a standard queue without dead letters. */
    public QueueSettings(
            long delayMillis,
            long messageBytesMax,
            long retentionMillis,
            long receiveWaitMillis,
            long visibilityMillis,
            long inFlightMax,
            SortedMap<String, String> extra) {
        this(
                delayMillis,
                messageBytesMax,
                retentionMillis,
                receiveWaitMillis,
                visibilityMillis,
                inFlightMax,
                DeadLetterPolicy.NONE,
                DeadLetterSources.ALL,
                extra);
    }
}
