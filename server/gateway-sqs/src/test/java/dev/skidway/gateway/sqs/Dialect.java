package dev.skidway.gateway.sqs;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A wire format as a plain client writes it; parameters are given as JSON has them. */
enum Dialect {
    JSON {
        @Override
        Answer call(Wire wire, String path, String action, Map<String, Object> parameters) {
            HttpResponse<String> answer = wire.send(wire.request(path, action)
                    .POST(HttpRequest.BodyPublishers.ofString(json(parameters)))
                    .build());
            return Answer.ofJson(answer);
        }
    },
    QUERY {
        @Override
        Answer call(Wire wire, String path, String action, Map<String, Object> parameters) {
            List<String> pairs = new ArrayList<>(List.of("Action=" + action, "Version=2012-11-05"));
            parameters.forEach((name, value) -> form(pairs, queryName(action, name), name, value));
            return Answer.ofXml(wire.form(path, String.join("&", pairs)));
        }
    };

    private static final Map<String, String> REPEATED = Map.ofEntries(
            Map.entry("AttributeNames", "AttributeName"),
            Map.entry("MessageAttributeNames", "MessageAttributeName"),
            Map.entry("MessageSystemAttributeNames", "MessageSystemAttributeName"),
            Map.entry("StringListValues", "StringListValue"),
            Map.entry("TagKeys", "TagKey"),
            Map.entry("AWSAccountIds", "AWSAccountId"),
            Map.entry("Actions", "ActionName"),
            Map.entry("Attributes", "Attribute"),
            Map.entry("MessageAttributes", "MessageAttribute"),
            Map.entry("MessageSystemAttributes", "MessageSystemAttribute"),
            Map.entry("Tags", "Tag"),
            Map.entry("tags", "Tag"));

    /** Asks, at a path. */
    abstract Answer call(Wire wire, String path, String action, Map<String, Object> parameters);

    private static String queryName(String action, String name) {
        return name.equals("Entries") ? action + "RequestEntry" : REPEATED.getOrDefault(name, name);
    }

    private static void form(List<String> pairs, String path, String name, Object value) {
        switch (value) {
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    form(pairs, path + "." + (i + 1), "", list.get(i));
                }
                if (list.isEmpty()) {
                    pairs.add(path + "=");
                }
            }
            case Map<?, ?> map
            when REPEATED.containsKey(name) -> {
                int number = 0;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    String item = path + "." + ++number;
                    pairs.add(item + (path.endsWith("Tag") ? ".Key=" : ".Name=") + encoded(entry.getKey()));
                    form(pairs, item + ".Value", "", entry.getValue());
                }
            }
            case Map<?, ?> struct ->
                struct.forEach((key, member) -> {
                    String repeated = REPEATED.getOrDefault(key.toString(), key.toString());
                    form(pairs, path + "." + repeated, key.toString(), member);
                });
            default -> pairs.add(path + "=" + encoded(value));
        }
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                List<String> members = new ArrayList<>();
                map.forEach((name, member) -> members.add(quoted(name.toString()) + ":" + json(member)));
                yield "{" + String.join(",", members) + "}";
            }
            case List<?> list ->
                "[" + String.join(",", list.stream().map(Dialect::json).toList()) + "]";
            case Number number -> number.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c >= 0xFFFE) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
