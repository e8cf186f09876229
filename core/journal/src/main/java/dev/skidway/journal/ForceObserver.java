package dev.skidway.journal;

/** Is told, on the writer's thread, about every completed force of the journal. */
@FunctionalInterface
interface ForceObserver {

    /** A block of {@code bytes} (padding included) became durable {@code nanos} after its force was started. */
    void forced(long nanos, int bytes);
}
