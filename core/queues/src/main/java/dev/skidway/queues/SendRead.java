package dev.skidway.queues;

/** What deciders may know of a send under its idempotency key: what was sent, and what it came to. */
interface SendRead {

    Hash128 content();

    MessageRef identity();
}
