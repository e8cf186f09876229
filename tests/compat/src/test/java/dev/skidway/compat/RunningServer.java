package dev.skidway.compat;

import dev.skidway.load.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server process for all tests of a class, on a folder of its own. */
final class RunningServer implements BeforeAllCallback, AfterAllCallback {

    private final String config;
    private @Nullable ServerProcess process;
    private @Nullable Path folder;

    /** With the default configuration. */
    RunningServer() {
        this("");
    }

    /** With these lines of TOML as its configuration. */
    RunningServer(String config) {
        this.config = config;
    }

    ServerProcess process() {
        if (process == null) {
            throw new IllegalStateException("the server runs only during the tests of its class");
        }
        return process;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("skidway-compat-");
        Path file = Files.writeString(folder.resolve("config.toml"), config);
        process = startOn(folder.resolve("data"), "--config", file.toString());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        process().close();
        if (folder != null) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    static ServerProcess startOn(Path data, String... more) throws IOException {
        return ServerProcess.startOnClassPath(System.getProperty("java.class.path"), data, more);
    }
}
