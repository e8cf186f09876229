package dev.skidway.app.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every section and key there is, read from the records that hold them. */
final class ConfigSchema {

    private static final int SUGGESTION_DISTANCE_MAX = 6;

    /** A section with its keys, in the order of the record. */
    record Section(String name, String about, Class<?> type, List<ConfigKey> keys) {}

    private final List<Section> sections = new ArrayList<>();

    ConfigSchema() {
        for (RecordComponent component : ServerConfig.class.getRecordComponents()) {
            String name = component.getName();
            Class<?> type = component.getType();
            List<ConfigKey> keys = Arrays.stream(type.getRecordComponents())
                    .map(inner -> ConfigKey.of(name, inner))
                    .toList();
            sections.add(new Section(name, type.getAnnotation(About.class).value(), type, keys));
        }
    }

    List<Section> sections() {
        return sections;
    }

    List<ConfigKey> keys() {
        return sections.stream().flatMap(section -> section.keys().stream()).toList();
    }

    /** Finds a key by {@code section.name}, else refuses with the nearest one there is. */
    ConfigKey require(String path, String origin) {
        Optional<ConfigKey> found =
                keys().stream().filter(key -> key.path().equals(path)).findFirst();
        return found.orElseThrow(
                () -> new ConfigRefused("Unknown key '" + path + "' (from " + origin + ")" + suggestion(path)));
    }

    /** The key that an environment variable overrides; null when the variable has nothing to do with a section. */
    @org.jspecify.annotations.Nullable ConfigKey byVariable(String variable) {
        for (ConfigKey key : keys()) {
            if (key.variable().equals(variable)) {
                return key;
            }
        }
        for (Section section : sections) {
            String prefix = "SKIDWAY_" + section.name().toUpperCase(java.util.Locale.ROOT) + "_";
            if (variable.startsWith(prefix)) {
                throw new ConfigRefused("Unknown key in environment variable " + variable + nearestVariable(variable));
            }
        }
        return null;
    }

    private String suggestion(String path) {
        return nearest(path, keys().stream().map(ConfigKey::path).toList());
    }

    private String nearestVariable(String variable) {
        return nearest(variable, keys().stream().map(ConfigKey::variable).toList());
    }

    private static String nearest(String word, List<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(other -> distance(word, other)))
                .filter(other -> distance(word, other) <= SUGGESTION_DISTANCE_MAX)
                .map(other -> ". Did you mean '" + other + "'?")
                .orElse(". All keys are listed in docs/reference/config.md");
    }

    /** Levenshtein distance: how many characters must be put in, taken out or changed. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
