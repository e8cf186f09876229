package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * All that a message takes along from one place to the other, in its queue or another one; the payload is not copied.
 *
 * @param payload where it lies
 * @param enqueuedAtMillis its age counts from here
 * @param visibleAtMillis end of its delay, or 0 if it is ready
 * @param receives null if it was never received
 * @param identity its name for ever
 * @param sourceName queue it came from as a dead letter, or empty
 * @param receivesBefore receive count when it came
 * @param terms what was agreed on
 * @param past what became of it so far
 */
record MovingMessage(
        Payload payload,
        long enqueuedAtMillis,
        long visibleAtMillis,
        @Nullable Receives receives,
        MessageRef identity,
        String sourceName,
        int receivesBefore,
        JobTerms terms,
        JobPast past) {

    /** How often it was received, and when. */
    record Receives(long firstAtMillis, long latestAtMillis, int count) {}

    /** The same as a dead letter of the queue it leaves; one of a FIFO queue begins a new age. */
    MovingMessage asDeadLetterOf(QueueName source, long atMillis) {
        return new MovingMessage(
                payload,
                source.fifo() ? atMillis : enqueuedAtMillis,
                0,
                receives,
                identity,
                source.name(),
                receives == null ? 0 : receives.count(),
                terms.ofDeadLetter(),
                past);
    }

    /** The same as it goes back to work: ready, never received here, with a new age and its name. */
    MovingMessage redriven(long atMillis) {
        return new MovingMessage(payload, atMillis, 0, null, identity, "", 0, terms, past);
    }
}
