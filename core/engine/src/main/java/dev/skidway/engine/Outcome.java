package dev.skidway.engine;

/**
 * What became of a command, told only after everything it could have seen is durable.
 *
 * @param <R> the reply
 */
public sealed interface Outcome<R> {

    /** The command was carried out. */
    record Done<R>(R reply) implements Outcome<R> {}

    /** The command was refused and changed nothing. */
    record Refused<R>(Rejection rejection) implements Outcome<R> {}
}
