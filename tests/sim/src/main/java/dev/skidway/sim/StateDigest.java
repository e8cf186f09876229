package dev.skidway.sim;

import dev.skidway.engine.StateHash;

/** A plain 64-bit hash of state. */
final class StateDigest implements StateHash {

    private long value = 0xCBF2_9CE4_8422_2325L;

    @Override
    public void putLong(long next) {
        value = Long.rotateLeft(value ^ next * 0x9E37_79B9_7F4A_7C15L, 27) * 0x0000_0100_0000_01B3L + 1;
    }

    @Override
    public void putBytes(byte[] bytes) {
        putLong(bytes.length);
        for (byte each : bytes) {
            putLong(each);
        }
    }

    long value() {
        return value;
    }
}
