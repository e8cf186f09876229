package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

class XmlWriterTest {

    private static final Actions.Row ROW = Actions.byParameter("GetQueueUrl", false);

    private final XmlWriter writer = new XmlWriter();

    @Test
    void writesTextsThatAParserReadsBackTheSame() throws XMLStreamException {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                int point = random.nextInt(4) == 0 ? random.nextInt(0x80) : random.nextInt(0x11_0000);
                point = random.nextInt(50) == 0 ? 0xFFFC + random.nextInt(4) : point;
                point = point >= 0xD800 && point <= 0xDFFF ? '&' : point;
                text.appendCodePoint(point);
                expected.appendCodePoint(isXml(point) ? point : 0xFFFD);
            }

            writer.begin(ROW, "id");
            writer.text("QueueUrl", text.toString());
            writer.finish();

            assertThat(firstText()).as("seed %d", seed).isEqualTo(expected.toString());
        }
    }

    @Test
    void flattensListsAndMapsOfStructures() {
        writer.begin(ROW, "id");
        writer.beginList("Items", "Item");
        writer.item("a<");
        writer.beginEntry();
        writer.beginStruct("Inner");
        writer.bool("Flag", false);
        writer.endStruct();
        writer.beginMap("Tags", "Tag", "Key");
        writer.text("k&", "v");
        writer.endMap();
        writer.endEntry();
        writer.endList();
        writer.finish();

        assertThat(xml())
                .contains("<GetQueueUrlResult><Item>a&lt;</Item><Item><Inner><Flag>false</Flag></Inner>"
                        + "<Tag><Key>k&amp;</Key><Value>v</Value></Tag></Item></GetQueueUrlResult>");
    }

    @Test
    void beginsAnewAfterAnAnswerThatWasGivenUp() {
        writer.begin(ROW, "first");
        writer.beginMap("Attributes", "Attribute", "Name");

        writer.begin(ROW, "second");
        writer.text("QueueUrl", "u");
        writer.finish();

        assertThat(xml()).contains("<QueueUrl>u</QueueUrl>", "second").doesNotContain("first", "Attribute");
    }

    private String xml() {
        return new String(writer.bytes(), 0, writer.length(), StandardCharsets.UTF_8);
    }

    private String firstText() throws XMLStreamException {
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory()
                .createXMLStreamReader(new ByteArrayInputStream(writer.bytes(), 0, writer.length()), "UTF-8");
        while (!(reader.isStartElement() && reader.getLocalName().equals("QueueUrl"))) {
            reader.next();
        }
        return reader.getElementText();
    }

    private static boolean isXml(int point) {
        return point == '\n' || point == '\t' || point == '\r' || (point >= ' ' && point != 0xFFFE && point != 0xFFFF);
    }
}
