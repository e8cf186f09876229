package dev.skidway.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the reference page and the example file from the declarations: {@code ConfigDocs <folder>}. */
public final class ConfigDocs {

    static final String PAGE = "config.md";
    static final String EXAMPLE = "skidway.toml";

    private ConfigDocs() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.writeString(folder.resolve(PAGE), page());
        Files.writeString(folder.resolve(EXAMPLE), example());
    }

    /** The reference page, in Markdown. */
    static String page() {
        StringBuilder page = new StringBuilder();
        page.append("""
                # Configuration

                One TOML file, given with `--config`; it needs only the keys that differ from their defaults. An environment
                variable overrides the file, a flag overrides both: `--set section.key=value` sets any key, and the common ones
                have a flag of their own (`--data`, `--host`, `--sqs-port`, `--grpc-port`, `--http-port`). Unknown keys are refused.
                [`skidway.toml`](skidway.toml) holds every key at its default.

                This page is made from the declarations in `dev.skidway.app.config`; do not edit it by hand.
                """);
        for (ConfigSchema.Section section : new ConfigSchema().sections()) {
            page.append("\n## [").append(section.name()).append("]\n\n");
            page.append(section.about()).append("\n\n");
            page.append("| Key | Default | Unit | Allowed | Why |\n|---|---|---|---|---|\n");
            for (ConfigKey key : section.keys()) {
                page.append(row(key)).append('\n');
            }
        }
        return page.toString();
    }

    /** A configuration file with every key at its default, commented out. */
    static String example() {
        StringBuilder example =
                new StringBuilder("# Every key of Skidway at its default. Uncomment what should differ.\n");
        for (ConfigSchema.Section section : new ConfigSchema().sections()) {
            example.append("\n# ")
                    .append(section.about())
                    .append("\n[")
                    .append(section.name())
                    .append("]\n");
            for (ConfigKey key : section.keys()) {
                example.append("\n# ").append(key.key().reason()).append('\n');
                example.append("# Allowed: ").append(key.bounds());
                example.append(key.key().unit().isEmpty() ? "" : " " + key.key().unit())
                        .append(". Environment: ")
                        .append(key.variable())
                        .append('\n');
                example.append("# ").append(assignment(key)).append('\n');
            }
        }
        return example.toString();
    }

    private static String row(ConfigKey key) {
        return "| `" + key.name() + "` | `" + key.toml(key.key().value()) + "` | "
                + key.key().unit() + " | " + key.bounds().replace("|", "\\|") + " | "
                + key.key().reason() + "<br>`" + key.variable() + "` |";
    }

    private static String assignment(ConfigKey key) {
        return key.name() + " = " + key.toml(key.key().value());
    }
}
