package dev.skidway.engine;

/** Accumulates the logical state of a partition into 64 bits; equal content in equal order gives an equal hash. */
public interface StateHash {

    void putLong(long value);

    void putBytes(byte[] bytes);

    default void putString(String text) {
        putBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
