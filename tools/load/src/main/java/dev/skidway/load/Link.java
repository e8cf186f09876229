package dev.skidway.load;

import java.io.Closeable;
import java.io.IOException;

/** One worker's connection to the measured queue: sends, receives and deletes, and keeps the books. Used by one thread. */
interface Link extends Closeable {

    /** Sends one full batch of fresh messages due at that time; returns how many were acknowledged. */
    int send(long dueNanos) throws IOException;

    /** Receives up to a batch; returns how many came. They are open to {@link #intendedNanos} and {@link #deleteReceived}. */
    int receive() throws IOException;

    /** The number of a message received last. */
    long number(int index);

    /** When a message received last was due. */
    long intendedNanos(int index);

    /** Deletes what was received last; returns how many deletes were acknowledged. */
    int deleteReceived() throws IOException;

    /** Drops the connection with whatever it was doing and opens a new one. */
    void reopen() throws IOException;
}
