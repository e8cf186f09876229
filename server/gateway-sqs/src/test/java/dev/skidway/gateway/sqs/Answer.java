package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a client makes of an answer, in the shape that JSON has, whichever wire format it came in; numbers and flags are texts.
 *
 * @param code the older code of an error, as both wire formats carry it; empty for none
 */
record Answer(int status, String code, String message, Map<String, Object> body, HttpResponse<String> raw) {

    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("Message", "Messages"),
            Map.entry("SendMessageBatchResultEntry", "Successful"),
            Map.entry("DeleteMessageBatchResultEntry", "Successful"),
            Map.entry("ChangeMessageVisibilityBatchResultEntry", "Successful"),
            Map.entry("BatchResultErrorEntry", "Failed"),
            Map.entry("ListMessageMoveTasksResultEntry", "Results"));

    private static final Map<String, String> MAPS =
            Map.of("Attribute", "Attributes", "MessageAttribute", "MessageAttributes", "Tag", "Tags");

    static Answer ofJson(HttpResponse<String> raw) {
        Map<String, Object> body = new JsonReader(64 << 20).tree(raw.body().getBytes(StandardCharsets.UTF_8));
        String code = raw.headers().firstValue("x-amzn-query-error").orElse("");
        return new Answer(
                raw.statusCode(),
                code.replaceFirst(";.*", ""),
                Objects.toString(body.getOrDefault("message", "")),
                body,
                raw);
    }

    static Answer ofXml(HttpResponse<String> raw) {
        try {
            XMLStreamReader reader =
                    XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(raw.body()));
            reader.nextTag();
            Map<String, Object> root = struct(reader, "");
            if (root.get("Error") instanceof Map<?, ?> error) {
                return new Answer(
                        raw.statusCode(),
                        Objects.toString(error.get("Code")),
                        Objects.toString(error.get("Message")),
                        Map.of(),
                        raw);
            }
            Map<String, Object> result = new LinkedHashMap<>();
            root.forEach((name, value) -> {
                if (name.endsWith("Result") && value instanceof Map<?, ?> members) {
                    members.forEach((member, content) -> result.put(member.toString(), content));
                }
            });
            return new Answer(raw.statusCode(), "", "", result, raw);
        } catch (XMLStreamException e) {
            throw new AssertionError(raw.body(), e);
        }
    }

    /** The element that the reader stands on: its text, or its members. */
    private static Object element(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        Map<String, Object> members = struct(reader, name);
        return members.size() == 1 && members.containsKey("") ? Objects.requireNonNull(members.get("")) : members;
    }

    private static Map<String, Object> struct(XMLStreamReader reader, String within) throws XMLStreamException {
        Map<String, Object> members = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> put(members, within, reader.getLocalName(), element(reader));
                case XMLStreamReader.END_ELEMENT -> {
                    if (members.isEmpty() && !within.endsWith("Result")) {
                        members.put("", text.toString());
                    }
                    return members;
                }
                case XMLStreamReader.CHARACTERS -> text.append(reader.getText());
                default -> {}
            }
        }
    }

    @SuppressWarnings("unchecked") // All members are made here.
    private static void put(Map<String, Object> members, String within, String name, Object value) {
        String list = name.equals("QueueUrl") && within.startsWith("List") ? "QueueUrls" : LISTS.get(name);
        String map = MAPS.get(name);
        boolean errorText = name.equals("Message") && value instanceof String;
        if (list != null && !errorText) {
            ((List<Object>) members.computeIfAbsent(list, key -> new ArrayList<>())).add(value);
        } else if (map != null && value instanceof Map<?, ?> entry) {
            Object key = entry.containsKey("Name") ? entry.get("Name") : entry.get("Key");
            ((Map<String, Object>) members.computeIfAbsent(map, any -> new LinkedHashMap<>()))
                    .put(Objects.toString(key), Objects.requireNonNull(entry.get("Value")));
        } else {
            members.put(name, value);
        }
    }

    /** The same, once it has succeeded. */
    Answer done() {
        assertThat(status).as(raw.body()).isEqualTo(200);
        return this;
    }

    /** The same, once it has failed like this: the older code, and a part of the text. */
    Answer refused(String wantedCode, String wantedText) {
        assertThat(code).as(raw.body()).isEqualTo(wantedCode);
        assertThat(message).contains(wantedText);
        return this;
    }

    String text(String name) {
        return Objects.toString(body.get(name), "");
    }

    /** The structures of a list; empty when absent. */
    List<Map<String, Object>> structs(String name) {
        List<Map<String, Object>> structs = new ArrayList<>();
        if (body.get(name) instanceof List<?> list) {
            list.forEach(item -> structs.add(members(item)));
        }
        return structs;
    }

    List<String> texts(String name) {
        return body.get(name) instanceof List<?> list
                ? list.stream().map(Objects::toString).toList()
                : List.of();
    }

    /** The texts of a map; empty when absent. */
    Map<String, Object> map(String name) {
        return members(body.getOrDefault(name, Map.of()));
    }

    @SuppressWarnings("unchecked") // Names are texts in both formats.
    static Map<String, Object> members(Object struct) {
        return (Map<String, Object>) struct;
    }
}
