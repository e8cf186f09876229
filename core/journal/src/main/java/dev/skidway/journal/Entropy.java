package dev.skidway.journal;

import java.security.SecureRandom;

/** Where a new data folder takes its random numbers from; a simulation gives its own, repeatable ones. */
@FunctionalInterface
public interface Entropy {

    /** Fills the array with unpredictable bytes. */
    void fill(byte[] bytes);

    /** The machine's cryptographically strong source. */
    static Entropy system() {
        return new SecureRandom()::nextBytes;
    }
}
