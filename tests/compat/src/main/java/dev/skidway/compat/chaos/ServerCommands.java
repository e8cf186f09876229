package dev.skidway.compat.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How servers are started.
 *
 * @param shipped as users start it
 * @param java a Java command line up to the main class, with the server on its class path
 */
record ServerCommands(List<String> shipped, List<String> java) {

    private static final String SERVER_MAIN = "dev.skidway.app.SkidwayApp";

    /** With this program's Java and class path, for those that can be started so only. */
    static ServerCommands withLauncher(String launcher) {
        return new ServerCommands(List.of(launcher), ofThisProgram());
    }

    /** Everything with this program's Java and class path. */
    static ServerCommands onClassPath() {
        return new ServerCommands(with(ofThisProgram(), SERVER_MAIN), ofThisProgram());
    }

    /** A server whose clock is moved through a file. */
    List<String> movableClock(Path clockFile) {
        return with(java, MovableClockServer.class.getName(), clockFile.toString());
    }

    private static List<String> ofThisProgram() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(
                java.toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path"));
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(more));
        return whole;
    }
}
