package dev.skidway.testkit;

/** Thrown out of a disk call in the middle of which the machine dies; not an exception, so that no product code catches it. */
public final class PowerLost extends Error {

    PowerLost(String during) {
        super("power lost during " + during);
    }
}
