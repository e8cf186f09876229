package dev.skidway.queues;

/** All that a dead letter takes along from one queue to the other; the payload is not copied. */
record DeadLetterMove(
        Payload payload,
        long enqueuedAtMillis,
        long firstReceivedAtMillis,
        long leasedAtMillis,
        int receiveCount,
        DeadLetter letter) {}
