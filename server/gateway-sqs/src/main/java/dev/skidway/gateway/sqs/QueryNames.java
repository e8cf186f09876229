package dev.skidway.gateway.sqs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the flat names of the Query protocol, such as {@code SendMessageBatchRequestEntry.1.MessageAttribute.2.Value.DataType}, into
 * the tree of {@link Params} that actions read.
 *
 * <p>Items are in the order of their numbers, which need not be dense. Where there is one item only, its number may be left out, as old
 * clients do.
 */
final class QueryNames {

    private static final int DEPTH_MAX = 16;
    private static final int NUMBER_CHARS_MAX = 6;

    /** What a repeated parameter becomes. */
    private enum Kind {
        TEXTS,
        STRUCTS,
        MAP
    }

    private record Repeated(Kind kind, List<String> members) {}

    private static final Map<String, Repeated> REPEATED = table();

    private QueryNames() {}

    private static Map<String, Repeated> table() {
        Map<String, Repeated> table = new LinkedHashMap<>();
        add(table, Kind.TEXTS, "AttributeName", "AttributeNames");
        add(table, Kind.TEXTS, "MessageAttributeName", "MessageAttributeNames");
        add(table, Kind.TEXTS, "MessageSystemAttributeName", "MessageSystemAttributeNames");
        add(table, Kind.TEXTS, "StringListValue", "StringListValues");
        add(table, Kind.TEXTS, "BinaryListValue", "BinaryListValues");
        add(table, Kind.TEXTS, "TagKey", "TagKeys");
        add(table, Kind.TEXTS, "AWSAccountId", "AWSAccountIds");
        add(table, Kind.TEXTS, "ActionName", "Actions");
        add(table, Kind.MAP, "Attribute", "Attributes");
        add(table, Kind.MAP, "MessageAttribute", "MessageAttributes");
        add(table, Kind.MAP, "MessageSystemAttribute", "MessageSystemAttributes");
        // The JSON protocol writes them small when a queue is created, and large otherwise.
        add(table, Kind.MAP, "Tag", "Tags", "tags");
        add(table, Kind.STRUCTS, "SendMessageBatchRequestEntry", "Entries");
        add(table, Kind.STRUCTS, "DeleteMessageBatchRequestEntry", "Entries");
        add(table, Kind.STRUCTS, "ChangeMessageVisibilityBatchRequestEntry", "Entries");
        return Map.copyOf(table);
    }

    /** Also known by the name of the member, under which botocore sends a list that is empty. */
    private static void add(Map<String, Repeated> table, Kind kind, String name, String... members) {
        Repeated repeated = new Repeated(kind, List.of(members));
        table.put(name, repeated);
        table.put(members[0], repeated);
    }

    /** The tree of a request's parameters. */
    static Params tree(Map<String, String> parameters) {
        Map<String, Object> root = new LinkedHashMap<>();
        parameters.forEach((name, value) -> insert(root, name, value));
        return Params.spelled(members(root, ""));
    }

    private static void insert(Map<String, Object> root, String name, String value) {
        Map<String, Object> node = root;
        int from = 0;
        int depth = 1;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
            if (++depth > DEPTH_MAX) {
                throw malformed(name);
            }
            node = struct(node.computeIfAbsent(name.substring(from, dot), key -> new LinkedHashMap<>()), name);
            from = dot + 1;
        }
        if (node.put(name.substring(from), value) != null) {
            throw malformed(name);
        }
    }

    private static Map<String, Object> members(Map<String, Object> node, String path) {
        Map<String, Object> members = new LinkedHashMap<>();
        node.forEach((name, child) -> {
            Repeated repeated = REPEATED.get(name);
            if (repeated != null) {
                Object value = repeated(repeated.kind, child, path + name);
                for (String member : repeated.members) {
                    if (value != null && members.put(member, value) != null) {
                        throw malformed(path + name);
                    }
                }
            } else if (child instanceof String) {
                members.put(name, child);
            }
        });
        return members;
    }

    /** The list or map that a repeated parameter stands for; null if it is there to say that it is empty. */
    private static @Nullable Object repeated(Kind kind, Object child, String path) {
        if (child.equals("")) {
            return null;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        List<Object> list = new ArrayList<>();
        items(child, path).forEach((at, item) -> {
            switch (kind) {
                case TEXTS -> list.add(leaf(item, at));
                case STRUCTS -> list.add(members(struct(item, at), at + "."));
                case MAP -> entry(map, struct(item, at), at);
            }
        });
        return kind == Kind.MAP ? map : list;
    }

    private static void entry(Map<String, Object> map, Map<String, Object> item, String at) {
        Object name = item.getOrDefault("Name", item.get("Key"));
        if (name == null) {
            throw SqsFault.missing(at + ".Name");
        }
        Object value = item.get("Value");
        if (value == null) {
            throw SqsFault.missing(at + ".Value");
        }
        if (map.put(leaf(name, at), value instanceof String ? value : members(struct(value, at), at + ".Value."))
                != null) {
            throw malformed(at);
        }
    }

    /** The items of a repeated parameter by their full names, in order. */
    private static Map<String, Object> items(Object child, String path) {
        Map<String, Object> items = new LinkedHashMap<>();
        if (!(child instanceof Map<?, ?>)) {
            items.put(path, child);
            return items;
        }
        TreeMap<Integer, Object> numbered = new TreeMap<>();
        struct(child, path).forEach((name, item) -> {
            int number = number(name);
            if (number > 0) {
                numbered.put(number, item);
            }
        });
        if (numbered.isEmpty()) {
            items.put(path, child);
        } else if (numbered.size() < struct(child, path).size()) {
            throw malformed(path);
        }
        numbered.forEach((number, item) -> items.put(path + "." + number, item));
        return items;
    }

    /** A number from 1, written without leading zeros, or 0 for anything else. */
    private static int number(String name) {
        if (name.isEmpty() || name.length() > NUMBER_CHARS_MAX || name.charAt(0) == '0') {
            return 0;
        }
        int number = 0;
        for (int i = 0; i < name.length(); i++) {
            if (!Ascii.isDigit(name.charAt(i))) {
                return 0;
            }
            number = number * 10 + (name.charAt(i) - '0');
        }
        return number;
    }

    @SuppressWarnings("unchecked") // Every map of the tree is made by insert().
    private static Map<String, Object> struct(Object node, String name) {
        if (node instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw malformed(name);
    }

    private static String leaf(Object node, String name) {
        if (node instanceof String text) {
            return text;
        }
        throw malformed(name);
    }

    private static SqsFault malformed(String name) {
        return new SqsFault(
                SqsError.SERIALIZATION,
                "The parameter " + Shown.text(name) + " does not fit its name or the other parameters.");
    }
}
