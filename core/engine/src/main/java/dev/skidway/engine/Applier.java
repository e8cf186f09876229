package dev.skidway.engine;

/** The only code that changes state for one type of event; reads no clock, randomness or thread. */
@FunctionalInterface
public interface Applier<E extends Event> {

    void apply(E event, ApplyContext context);
}
