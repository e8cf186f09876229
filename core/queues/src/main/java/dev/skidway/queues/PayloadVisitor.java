package dev.skidway.queues;

import dev.skidway.base.SkidwayException;

/** Is shown where the payloads of all live messages lie. */
public interface PayloadVisitor {

    /**
     * A live message.
     *
     * @param position journal address of its {@link PayloadChecksum}, behind which headers and body stand
     * @param bytes of checksum, headers and body
     */
    void payload(QueueName queue, long position, int bytes);

    /** Messages whose places cannot be told, because the spilled chunk that knows them cannot be read. */
    void unreadable(QueueName queue, int messages, SkidwayException failure);
}
