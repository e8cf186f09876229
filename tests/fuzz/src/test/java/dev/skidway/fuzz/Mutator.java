package dev.skidway.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Changes inputs a little, by a seed: what a build can try of each target in a second, where {@code run.sh} takes hours. */
final class Mutator {

    private static final int CHANGES_MAX = 6;
    private static final int INSERTED_MAX = 64;
    private static final int[] NUMBERS = {
        0, 1, -1, 7, 8, 63, 64, 65, 127, 128, 255, 256, 4_095, 4_096, 65_535, 65_536, 0x7FFF_FFFF, 0x8000_0000, 1 << 30
    };

    private final SplittableRandom random;
    private final List<byte[]> seeds;

    Mutator(long seed, List<byte[]> seeds) {
        this.random = new SplittableRandom(seed);
        this.seeds = seeds;
    }

    byte[] next() {
        byte[] input = any();
        for (int changes = random.nextInt(CHANGES_MAX); changes >= 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        if (at == input.length) {
            byte[] tail = new byte[random.nextInt(INSERTED_MAX)];
            random.nextBytes(tail);
            return spliced(input, at, tail, at);
        }
        return switch (random.nextInt(7)) {
            case 0 -> {
                input[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                yield input;
            }
            case 1 -> {
                input[at] = (byte) random.nextInt();
                yield input;
            }
            case 2 -> number(input, at);
            case 3 -> Arrays.copyOf(input, at);
            case 4 -> spliced(input, at, new byte[0], Math.min(input.length, at + random.nextInt(INSERTED_MAX)));
            case 5 -> {
                int to = Math.min(input.length, at + random.nextInt(INSERTED_MAX));
                yield spliced(input, to, Arrays.copyOfRange(input, at, to), to);
            }
            default -> {
                byte[] other = any();
                yield spliced(input, at, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length), at);
            }
        };
    }

    private byte[] number(byte[] input, int at) {
        int number = NUMBERS[random.nextInt(NUMBERS.length)];
        int bytes = 1 << random.nextInt(4);
        for (int i = 0; i < bytes && at + i < input.length; i++) {
            input[at + i] = (byte) (i < Integer.BYTES ? number >> (i * Byte.SIZE) : number >> 31);
        }
        return input;
    }

    /** {@code input} with what lies between {@code from} and {@code to} replaced. */
    private static byte[] spliced(byte[] input, int from, byte[] middle, int to) {
        byte[] result = Arrays.copyOf(input, from + middle.length + input.length - to);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(input, to, result, from + middle.length, input.length - to);
        return result;
    }
}
