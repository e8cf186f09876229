package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;

/**
 * One command of a simulated client and what its answer means to it. Exactly one of the answers comes.
 *
 * @param <R> the reply
 */
interface Operation<R> {

    Command<R> command();

    /** Number of the partition asked. */
    int partition();

    /** Carried out; the answer arrived at {@code nowMillis} engine time. */
    void done(R reply, long nowMillis);

    /** Refused, or failed in a way that promises that nothing happened. */
    void notDone();

    /** Refused with a reason of the domain. */
    default void rejected(Rejection rejection) {
        notDone();
    }

    /** No answer will come: it happened by {@code nowMillis} engine time, or not. */
    void unknown(long nowMillis);
}
