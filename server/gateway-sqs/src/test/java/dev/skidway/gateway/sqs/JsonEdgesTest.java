package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonEdgesTest {

    @Test
    void writesTextsThatReadBackTheSame() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        JsonReader reader = new JsonReader(1 << 20);
        JsonWriter writer = new JsonWriter();
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                int point = random.nextInt(4) == 0 ? random.nextInt(0x80) : random.nextInt(0x11_0000);
                text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? '"' : point);
            }

            writer.reset();
            writer.text("a", text.toString());
            writer.beginStruct("m");
            writer.bool(text.toString(), true);
            writer.endStruct();
            writer.beginList("l", "i");
            writer.item(text.toString());
            writer.beginEntry();
            writer.endEntry();
            writer.endList();
            writer.finish();
            byte[] json = java.util.Arrays.copyOf(writer.bytes(), writer.length());
            Params read = reader.read(json);

            assertThat(read.text("a")).as("seed %d", seed).isEqualTo(text.toString());
        }
    }

    @Test
    void keepsValuesApartByCommas() {
        JsonWriter writer = new JsonWriter();
        writer.reset();
        writer.text("a", "{");
        writer.text("b", "[");
        writer.beginList("c", "x");
        writer.item("[");
        writer.item("{");
        writer.endList();
        writer.binary("d", new byte[] {1, 2});
        writer.finish();

        assertThat(new String(writer.bytes(), 0, writer.length(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"{\",\"b\":\"[\",\"c\":[\"[\",\"{\"],\"d\":\"AQI=\"}");
    }
}
