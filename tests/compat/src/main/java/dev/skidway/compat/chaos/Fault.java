package dev.skidway.compat.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One kind of fault with what it needs, such as a file system of its own. */
interface Fault extends AutoCloseable {

    /** Strikes once, under load; when it returns the server serves again. What did not happen as it must is told to the site. */
    void strike(Site site) throws IOException;

    /** Lets nothing strike any more: what remains is drained and checked. */
    default void calm(Site site) {}

    /** The folder for the server's data. */
    default Path data(Path folder) {
        return folder.resolve("data");
    }

    /** The command that starts the server. */
    default List<String> command(ServerCommands commands) {
        return commands.shipped();
    }

    /** Where clients send their requests. */
    default URI endpoint(URI server) throws IOException {
        return server;
    }

    /** How often it struck, under the names of the report. */
    Map<String, Long> counts();

    @Override
    default void close() throws IOException {}

    /**
     * Makes ready what a kind of fault needs.
     *
     * @throws IOException when it cannot be exercised here, with the reason
     */
    static Fault open(FaultKind kind, Path folder, Chance chance) throws IOException {
        return switch (kind) {
            case KILL -> new KillFault();
            case STOP -> new StopFault(chance);
            case DISK -> FullDiskFault.open(folder, chance);
            case READONLY -> ReadOnlyFault.open(folder, chance);
            case CLOCK -> ClockFault.open(folder, chance);
            case NET -> new NetFault(chance);
        };
    }
}
