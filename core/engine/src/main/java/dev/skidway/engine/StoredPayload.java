package dev.skidway.engine;

/** Bytes in the journal that a domain still needs, known to it by more than their place. */
public interface StoredPayload {

    /** Address of the first byte. */
    long position();

    /** How many bytes. */
    int bytes();
}
