package dev.skidway.engine;

/** A 64-bit hash of everything that was put in, in its order; good for comparing states, not against an adversary. */
public final class RunningHash implements StateHash {

    private long value = 0x5851F42D4C957F2DL;

    @Override
    public void putLong(long added) {
        long mixed = (value ^ added) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        value = mixed ^ (mixed >>> 29);
    }

    @Override
    public void putBytes(byte[] bytes) {
        putLong(bytes.length);
        long word = 0;
        for (int i = 0; i < bytes.length; i++) {
            word = (word << 8) | (bytes[i] & 0xFF);
            if ((i & 7) == 7) {
                putLong(word);
                word = 0;
            }
        }
        if ((bytes.length & 7) != 0) {
            putLong(word);
        }
    }

    /** The hash of what was put in so far. */
    public long value() {
        return value;
    }
}
