package dev.skidway.gateway.sqs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a request body of JSON into {@link Params}, with a bound on everything that a stranger may choose. */
final class JsonReader {

    private static final int DEPTH_MAX = 16;
    private static final int NAME_CHARS_MAX = 1024;
    private static final int NUMBER_CHARS_MAX = 32;
    private static final int RECYCLED_BUFFERS_MAX = 64;

    private static final int VALUES_MAX = 10_000;

    /** A message with ten attributes of four members each makes about 60. */
    private static final int VALUES_PER_ENTRY_MAX = 1_000;

    private final JsonFactory factory;
    private final int valuesMax;

    /** Accepts documents up to {@code bytesMax}. */
    JsonReader(int bytesMax) {
        this(bytesMax, 0);
    }

    /** Accepts documents up to {@code bytesMax}, with as many values as a batch of {@code entriesMax} may have. */
    JsonReader(int bytesMax, int entriesMax) {
        valuesMax = Math.max(VALUES_MAX, entriesMax * VALUES_PER_ENTRY_MAX);
        factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(bytesMax)
                        .maxStringLength(bytesMax)
                        .maxNestingDepth(DEPTH_MAX)
                        .maxNameLength(NAME_CHARS_MAX)
                        .maxNumberLength(NUMBER_CHARS_MAX)
                        .build())
                .recyclerPool(JsonRecyclerPools.newBoundedPool(RECYCLED_BUFFERS_MAX))
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }

    /** Reads one object; no body at all counts as an empty one. */
    Params read(byte[] body) {
        if (body.length == 0) {
            return Params.EMPTY;
        }
        return new Params(tree(body));
    }

    /** Reads one object as maps, lists, texts, numbers and flags; members that are null are left out. */
    Map<String, Object> tree(byte[] body) {
        if (!Utf8.isValid(body)) {
            throw malformed("the body is not UTF-8");
        }
        try (JsonParser parser = factory.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body must be one JSON object");
            }
            Map<String, Object> members = new Reading(parser, valuesMax).object();
            if (parser.nextToken() != null) {
                throw malformed("the body must end after the JSON object");
            }
            return members;
        } catch (StreamReadException e) {
            throw malformed("the body is not JSON that can be read: " + e.getOriginalMessage() + " at byte "
                    + e.getLocation().getByteOffset());
        } catch (IOException e) {
            // A parser over an array does no input or output: what is left are limits and broken UTF-8.
            throw malformed("the body is not JSON that can be read: " + e.getMessage());
        }
    }

    private static SqsFault malformed(String text) {
        return new SqsFault(SqsError.SERIALIZATION, text);
    }

    /** One walk over one document. */
    private static final class Reading {

        private final JsonParser parser;
        private final int valuesMax;
        private int values;

        Reading(JsonParser parser, int valuesMax) {
            this.parser = parser;
            this.valuesMax = valuesMax;
        }

        Map<String, Object> object() throws IOException {
            Map<String, Object> members = new LinkedHashMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                Object value = value(parser.nextToken());
                // A member that is null counts as absent.
                if (value != null && members.put(name, value) != null) {
                    throw malformed("the member " + name + " is there twice");
                }
            }
            return members;
        }

        private List<Object> list() throws IOException {
            List<Object> list = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                Object value = value(token);
                if (value == null) {
                    throw malformed("a list holds null");
                }
                list.add(value);
            }
            return list;
        }

        private @Nullable Object value(@Nullable JsonToken token) throws IOException {
            if (++values > valuesMax) {
                throw malformed("the body holds more than " + valuesMax + " values");
            }
            if (token == null) {
                throw malformed("the body ends too early");
            }
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> list();
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_INT -> integer();
                case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                case VALUE_TRUE -> Boolean.TRUE;
                case VALUE_FALSE -> Boolean.FALSE;
                case VALUE_NULL -> null;
                default -> throw malformed("unexpected " + token);
            };
        }

        private Long integer() throws IOException {
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw malformed("a number is too large");
            }
            return parser.getLongValue();
        }
    }
}
