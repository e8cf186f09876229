package dev.skidway.app.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One key of the configuration, as declared by a component of a section's record.
 *
 * @param section name of the section, such as {@code journal}
 * @param name name in the section, such as {@code segment-bytes}
 * @param type {@code int}, {@code long}, {@code boolean}, {@code String} or {@code List}
 * @param key its declaration
 */
record ConfigKey(String section, String name, Class<?> type, Key key) {

    static ConfigKey of(String section, RecordComponent component) {
        return new ConfigKey(
                section, kebab(component.getName()), component.getType(), component.getAnnotation(Key.class));
    }

    /** {@code section.name}. */
    String path() {
        return section + "." + name;
    }

    /** The environment variable that overrides it. */
    String variable() {
        return "SKIDWAY_" + path().replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Turns a value's text into what the record takes; the message of a refusal names {@code origin}. */
    Object parse(String text, String origin) {
        if (type == int.class) {
            return Math.toIntExact(number(text, origin));
        }
        if (type == long.class) {
            return number(text, origin);
        }
        if (type == boolean.class) {
            if (!text.equals("true") && !text.equals("false")) {
                throw refused(origin, "true or false", text);
            }
            return Boolean.valueOf(text);
        }
        return type == List.class ? list(text) : text(text, origin);
    }

    /** What may be given, in words. */
    String bounds() {
        if (key.oneOf().length > 0) {
            return String.join(" | ", key.oneOf());
        }
        if (type == int.class || type == long.class) {
            return max() == Long.MAX_VALUE ? "≥ " + grouped(key.min()) : grouped(key.min()) + " – " + grouped(max());
        }
        if (type == boolean.class) {
            return "true | false";
        }
        return type == List.class ? "list of texts" : "text";
    }

    /** The value's text as it stands in a TOML file. */
    String toml(String text) {
        if (type == List.class) {
            return list(text).stream().map(ConfigKey::quoted).toList().toString();
        }
        return type == String.class ? quoted(text) : isNumber() ? grouped(Long.parseLong(text)) : text;
    }

    private boolean isNumber() {
        return type == int.class || type == long.class;
    }

    private long number(String text, String origin) {
        long value;
        try {
            value = Long.parseLong(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw refused(origin, "a whole number" + inUnit(), text);
        }
        if (value < key.min() || value > max()) {
            throw refused(origin, "a number in " + bounds() + inUnit(), text);
        }
        return value;
    }

    private String text(String text, String origin) {
        if (key.oneOf().length > 0 && !Arrays.asList(key.oneOf()).contains(text)) {
            throw refused(origin, "one of " + bounds(), text);
        }
        return text;
    }

    private ConfigRefused refused(String origin, String expected, String found) {
        return new ConfigRefused(path() + " (from " + origin + "): expected " + expected + ", found '" + found + "'");
    }

    private String inUnit() {
        return key.unit().isEmpty() ? "" : " " + key.unit();
    }

    private long max() {
        return type == int.class ? Math.min(key.max(), Integer.MAX_VALUE) : key.max();
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '_');
    }

    static String kebab(String camel) {
        StringBuilder name = new StringBuilder();
        for (char c : camel.toCharArray()) {
            if (Character.isUpperCase(c)) {
                name.append('-');
            }
            name.append(Character.toLowerCase(c));
        }
        return name.toString();
    }
}
