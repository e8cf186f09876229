package dev.skidway.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Skidway this is. */
final class Version {

    private Version() {}

    static String text() {
        Properties properties = new Properties();
        try (InputStream source = Version.class.getResourceAsStream("version.properties")) {
            properties.load(source);
        } catch (IOException e) {
            throw new UncheckedIOException("The version cannot be read from the program's own files", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
