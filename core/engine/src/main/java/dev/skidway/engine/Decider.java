package dev.skidway.engine;

/** Decides one kind of command against a read-only view of the state; changes nothing itself. */
@FunctionalInterface
public interface Decider<C extends Command<R>, R> {

    /**
     * Decides.
     *
     * @param nowMillis engine time; the timestamp of the frame if events come out
     */
    Decision<R> decide(C command, long nowMillis);
}
