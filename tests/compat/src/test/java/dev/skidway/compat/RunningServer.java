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

    private @Nullable ServerProcess process;
    private @Nullable Path data;

    ServerProcess process() {
        if (process == null) {
            throw new IllegalStateException("the server runs only during the tests of its class");
        }
        return process;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("skidway-compat-");
        process = startOn(data);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        process().close();
        if (data != null) {
            try (var files = Files.walk(data)) {
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
