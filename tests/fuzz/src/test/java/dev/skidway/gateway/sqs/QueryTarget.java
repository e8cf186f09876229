package dev.skidway.gateway.sqs;

import dev.skidway.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A request of the Query protocol, through its action; what is answered, errors too, must be XML. */
public final class QueryTarget implements FuzzTarget {

    private final Asking asking = new Asking();
    private final WireFormat format = new QueryFormat(asking.urls(), Asking.ENTRIES_MAX);
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

    @Override
    public String name() {
        return "query";
    }

    @Override
    public boolean refuses(Throwable thrown) {
        return thrown instanceof SqsFault;
    }

    @Override
    public void read(byte[] input) {
        try {
            FormReader form = new FormReader(Asking.ENTRIES_MAX);
            form.read(input);
            Map<String, String> parameters = form.parameters();
            String action = parameters.getOrDefault("Action", "");
            checkXml(asking.answer(format, Actions.byParameter(action, false), QueryNames.tree(parameters)));
        } catch (SqsFault fault) {
            XmlWriter writer = new XmlWriter();
            writer.error(fault.error(), fault.text(), "request-1");
            checkXml(Arrays.copyOf(writer.bytes(), writer.length()));
            throw fault;
        }
    }

    private void checkXml(byte[] answer) {
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(answer), "UTF-8");
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an answer is not XML: " + new String(answer, StandardCharsets.UTF_8), e);
        }
    }
}
