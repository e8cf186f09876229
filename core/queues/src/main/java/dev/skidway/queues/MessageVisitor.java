package dev.skidway.queues;

/** Is shown the messages of a queue, group by group, each group in order of arrival. */
@FunctionalInterface
public interface MessageVisitor {

    /** A live message. */
    void message(PeekedMessage message);
}
