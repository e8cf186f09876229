package dev.skidway.app;

import dev.skidway.app.config.ServerConfig;
import dev.skidway.journal.RealDisk;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * A server for users' tests, in their process or in one of its own. Logs go wherever its process sends them.
 *
 * <p>{@code clients/testserver} finds this class by its name, because it runs on older versions of Java too.
 */
public final class EmbeddedServer implements AutoCloseable {

    /** The web server's chatter about its start and stop, once for each test; held here, for the library forgets loggers that nobody holds. */
    private static final Logger WEB_SERVER = Logger.getLogger("io.helidon");

    private final Server server;

    private EmbeddedServer(Server server) {
        this.server = server;
    }

    /**
     * Starts one whose clock stands still.
     *
     * @param start where the clock stands
     * @param settings keys of the configuration ({@code section.name}) and their values
     */
    public static EmbeddedServer start(Instant start, Map<String, String> settings) throws IOException {
        WEB_SERVER.setLevel(Level.WARNING);
        ServerConfig config = ServerConfig.of(settings);
        RealDisk disk = RealDisk.open(config.server().dataFolder());
        return new EmbeddedServer(Server.openForTests(config, disk, TestClock.at(start)));
    }

    /** The one line that says where it serves. */
    public String readyLine() {
        return server.readyLine();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /**
     * The same as a process, which ends when its standard input does: it never outlives the tests that started it.
     *
     * @param arguments where the clock stands (ISO 8601), then {@code section.name=value} each
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = Arrays.stream(arguments)
                .skip(1)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        try (EmbeddedServer embedded = start(Instant.parse(arguments[0]), settings)) {
            System.out.println(embedded.readyLine());
            System.out.flush();
            int said = 0;
            while (said >= 0) {
                said = System.in.read();
            }
        }
        // Ends the process even when a library left a thread behind; everything of ours is closed by now.
        Runtime.getRuntime().halt(ExitCode.DONE.status());
    }
}
