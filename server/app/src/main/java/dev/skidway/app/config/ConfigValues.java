package dev.skidway.app.config;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects values in layers, the later over the earlier (defaults, file, environment, flags), and makes the records of them. */
public final class ConfigValues {

    private record Value(String text, String origin) {}

    private final ConfigSchema schema = new ConfigSchema();
    private final Map<String, Value> values = new LinkedHashMap<>();

    /** Lays the keys of a TOML file over what is there. */
    public ConfigValues file(Path file) {
        try {
            TomlFile.read(file).forEach((path, text) -> set(path, text, file.toString()));
        } catch (IOException e) {
            throw new ConfigRefused("Cannot read the configuration file " + file + ": " + e.getMessage(), e);
        }
        return this;
    }

    /** Lays the environment variables that name a key over what is there. */
    public ConfigValues environment(Map<String, String> environment) {
        environment.forEach((variable, text) -> {
            ConfigKey key = variable.startsWith("SKIDWAY_") ? schema.byVariable(variable) : null;
            if (key != null) {
                set(key.path(), text, "environment variable " + variable);
            }
        });
        return this;
    }

    /** Sets one key, given as {@code section.name}; {@code origin} is named when the value is refused. */
    public ConfigValues set(String path, String text, String origin) {
        schema.require(path, origin);
        values.put(path, new Value(text, origin));
        return this;
    }

    /** Checks everything and makes the records; throws {@link ConfigRefused}. */
    public ServerConfig config() {
        List<Object> sections = new ArrayList<>();
        for (ConfigSchema.Section section : schema.sections()) {
            sections.add(construct(
                    section.type(), section.keys().stream().map(this::parsed).toList()));
        }
        return (ServerConfig) construct(ServerConfig.class, sections);
    }

    private Object parsed(ConfigKey key) {
        Value value = values.getOrDefault(key.path(), new Value(key.key().value(), "the default"));
        return key.parse(value.text(), value.origin());
    }

    private static Object construct(Class<?> type, List<Object> arguments) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ConfigRefused refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
