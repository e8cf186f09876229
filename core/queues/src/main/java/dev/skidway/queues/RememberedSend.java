package dev.skidway.queues;

/** What is remembered of a send under its idempotency key: what was sent, and what it came to. */
record RememberedSend(Hash128 content, MessageRef identity) implements SendRead {}
