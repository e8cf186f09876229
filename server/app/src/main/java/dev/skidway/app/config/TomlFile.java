package dev.skidway.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a TOML file into {@code section.key} and the value's text. */
final class TomlFile {

    private TomlFile() {}

    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> section :
                new TomlMapper().readTree(file.toFile()).properties()) {
            if (!section.getValue().isObject()) {
                throw new ConfigRefused("Key '" + section.getKey() + "' in " + file
                        + " stands outside any section: expected for example [server]");
            }
            for (Map.Entry<String, JsonNode> entry : section.getValue().properties()) {
                values.put(section.getKey() + "." + entry.getKey(), text(entry.getValue()));
            }
        }
        return values;
    }

    private static String text(JsonNode node) {
        if (!node.isArray()) {
            return node.isValueNode() ? node.asText() : node.toString();
        }
        List<String> items = new ArrayList<>();
        node.forEach(item -> items.add(item.asText()));
        return String.join(",", items);
    }
}
