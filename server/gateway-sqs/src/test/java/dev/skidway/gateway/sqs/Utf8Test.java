package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    @Test
    void agreesWithTheDecoderOfTheJdk() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        int valid = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            for (int i = 0; i < bytes.length; i++) {
                // Bytes at the edges of what is allowed come often.
                bytes[i] = (byte) (random.nextBoolean() ? 0x80 + random.nextInt(0x80) : random.nextInt(256));
            }

            boolean expected = decodes(bytes);

            valid += expected ? 1 : 0;
            assertThat(Utf8.isValid(bytes)).as("seed %d, round %d", seed, round).isEqualTo(expected);
        }
        assertThat(valid).isGreaterThan(1_000);
    }

    private static boolean decodes(byte[] bytes) {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return !decoded.isEmpty();
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
