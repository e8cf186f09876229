package dev.skidway.gateway.sqs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request as a tree of texts, numbers, flags, lists and structures, whatever wire format they came in.
 *
 * <p>Members nobody asks for are ignored, as AWS does; one of the wrong type is a {@link SqsError#SERIALIZATION} fault.
 */
final class Params {

    static final Params EMPTY = new Params(Map.of());

    private static final int INTEGER_DIGITS_MAX = 18;

    private final Map<String, Object> members;
    private final boolean spelled;

    /** Takes over a map of String, Long, Double, Boolean, List and Map values. */
    Params(Map<String, Object> members) {
        this(members, false);
    }

    private Params(Map<String, Object> members, boolean spelled) {
        this.members = members;
        this.spelled = spelled;
    }

    /** Takes over a map from a wire format without types: numbers are texts there. */
    static Params spelled(Map<String, Object> members) {
        return new Params(members, true);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** A member of whatever type, or null. */
    @Nullable Object value(String name) {
        return members.get(name);
    }

    @Nullable String text(String name) {
        Object value = members.get(name);
        return value == null ? null : asText(value);
    }

    /** A text that must be there and not be empty. */
    String required(String name) {
        String value = text(name);
        if (value == null || value.isEmpty()) {
            throw SqsFault.missing(name);
        }
        return value;
    }

    @Nullable Long integer(String name) {
        Object value = members.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Long number) {
            return number;
        }
        if (spelled && value instanceof String text && isInteger(text)) {
            return Long.valueOf(text);
        }
        throw wrongType(value, "an Integer");
    }

    private static boolean isInteger(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        boolean digits = text.length() > from && text.length() - from <= INTEGER_DIGITS_MAX;
        for (int i = from; digits && i < text.length(); i++) {
            digits = Ascii.isDigit(text.charAt(i));
        }
        return digits;
    }

    /** A list of texts, empty when absent. */
    List<String> texts(String name) {
        List<?> values = list(name);
        List<String> texts = new ArrayList<>(values.size());
        for (Object value : values) {
            texts.add(asText(value));
        }
        return texts;
    }

    /** A list of structures, empty when absent. */
    List<Params> structs(String name) {
        List<?> values = list(name);
        List<Params> structs = new ArrayList<>(values.size());
        for (Object value : values) {
            structs.add(asStruct(value));
        }
        return structs;
    }

    /** A map of texts in the order given, empty when absent. */
    Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        Object value = members.get(name);
        if (value != null) {
            asStruct(value).members.forEach((key, text) -> texts.put(key, asText(text)));
        }
        return texts;
    }

    /** A map of structures in the order given, empty when absent. */
    Map<String, Params> structMap(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Map.of();
        }
        Map<String, Params> structs = new LinkedHashMap<>();
        asStruct(value).members.forEach((key, struct) -> structs.put(key, asStruct(struct)));
        return structs;
    }

    private List<?> list(String name) {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> values) {
            return values;
        }
        throw wrongType(value, "a List");
    }

    private static String asText(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrongType(value, "a String");
    }

    @SuppressWarnings("unchecked") // The readers build maps with text keys only.
    private Params asStruct(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Params((Map<String, Object>) map, spelled);
        }
        throw wrongType(value, "a Structure");
    }

    private static SqsFault wrongType(Object value, String wanted) {
        String found = switch (value) {
            case String text -> "STRING_VALUE";
            case Long number -> "NUMBER_VALUE";
            case Double number -> "DECIMAL_VALUE";
            case Boolean flag -> flag ? "TRUE_VALUE" : "FALSE_VALUE";
            case List<?> list -> "Start of list";
            default -> "Start of structure or map";
        };
        return new SqsFault(SqsError.SERIALIZATION, found + " can not be converted to " + wanted);
    }
}
