package dev.skidway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDocsTest {

    private static final Path REFERENCE = Path.of("../../docs/reference");

    @TempDir
    Path folder;

    @Test
    void committedPagesAreWhatTheDeclarationsSay() throws IOException {
        ConfigDocs.main(new String[] {folder.toString()});

        for (String name : new String[] {ConfigDocs.PAGE, ConfigDocs.EXAMPLE}) {
            assertThat(REFERENCE.resolve(name))
                    .as(
                            "bring %s up to date with: java -cp server/app/target/classes dev.skidway.app.config.ConfigDocs docs/reference",
                            name)
                    .hasSameTextualContentAs(folder.resolve(name));
        }
    }

    @Test
    void everyKeyHasAReasonAndEveryNumberAUnitOrAPlainMeaning() {
        for (ConfigKey key : new ConfigSchema().keys()) {
            assertThat(key.key().reason()).as(key.path()).isNotBlank().endsWith(".");
            if (key.name().contains("bytes")) {
                assertThat(key.key().unit()).as(key.path()).isEqualTo("bytes");
            }
            if (key.name().contains("millis")) {
                assertThat(key.key().unit()).as(key.path()).isEqualTo("ms");
            }
        }
    }

    @Test
    void exampleFileWithEveryKeyUncommentedIsAcceptedAndEqualsTheDefaults() throws IOException {
        String uncommented = ConfigDocs.example().replaceAll("(?m)^# ([a-z-]+ = )", "$1");
        Path file = Files.writeString(folder.resolve("all.toml"), uncommented);

        ServerConfig config = new ConfigValues().file(file).config();

        assertThat(uncommented).contains("\nsqs-port = 9_324\n");
        assertThat(config).isEqualTo(new ConfigValues().config());
    }
}
