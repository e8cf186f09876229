package dev.skidway.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A copy of the launcher in a folder of its own, on a machine that seems to have no JDK and no Maven. */
final class Launcher {
    final Path folder;
    final Path cache;
    private final Path machine;
    private final Map<String, String> environment = new TreeMap<>();

    Launcher(Path temp) throws IOException {
        folder = Files.createDirectories(temp.resolve("a project"));
        machine = Files.createDirectories(temp.resolve("machine"));
        cache = temp.resolve("home/.cache/skidway");
        copy("skidway");
        for (Path part : Project.files().stream()
                .filter(file -> file.startsWith(Project.ROOT.resolve("launcher")))
                .toList()) {
            copy(Project.name(part));
        }
        Files.writeString(folder.resolve("pom.xml"), "<version>1.2.3</version>\n");
        Files.createDirectories(folder.resolve(".mvn"));
        for (String part : List.of("core", "server", "tools", "tests")) {
            Files.createDirectories(folder.resolve(part));
        }
        write("server/app/src/main/java/App.java", "one");
        environment.put("HOME", temp.resolve("home").toString());
        environment.put("PATH", toolsOfTheSystem().toString());
        environment.put("SKIDWAY_SYSTEM_ROOT", machine.toString());
    }

    /** The machine's own tools without its Java and Maven. */
    private Path toolsOfTheSystem() throws IOException {
        Path tools = Files.createDirectories(machine.resolve("bin"));
        for (String tool : List.of(
                "bash awk basename cat cksum cp curl date dirname env find grep gzip head kill ls mkdir mktemp mv readlink rm",
                "sha256sum shasum sleep tail tar touch uname")) {
            for (String name : tool.split(" ", -1)) {
                for (String place : List.of("/bin", "/usr/bin")) {
                    Path found = Path.of(place, name);
                    if (Files.exists(found) && !Files.exists(tools.resolve(name))) {
                        Files.createSymbolicLink(tools.resolve(name), found);
                    }
                }
            }
        }
        return tools;
    }

    private void copy(String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(Project.ROOT.resolve(name), target);
        makeExecutable(target);
    }

    Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
        return makeExecutable(file);
    }

    private static Path makeExecutable(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Makes a folder look like a JDK whose {@code java} prints its arguments one by one and exits with 7. */
    static Path fakeJdk(Path home, String version) throws IOException {
        script(home.resolve("bin/java"), "printf '[%s]\\n' \"$@\"\nexit 7");
        script(home.resolve("bin/javac"), "exit 1");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** Uses a JDK 25 and a Maven that leaves a jar and a class path for each module it is told to build. */
    Launcher withFakeTools() throws IOException {
        Path jar = Files.writeString(thirdPartyJar(), "jar");
        Path maven = script(folder.resolve("fake-mvn"), """
                printf '%s\\n' "$*" >>maven-runs
                list=""
                while [ $# -gt 0 ]; do case "$1" in -pl) list="$2" ;; esac; shift; done
                for module in ${list//,/ }; do
                    mkdir -p "$module/target/quick"
                    printf own >"$module/target/quick/skidway-${module##*/}-1.2.3.jar"
                    printf '%s' "THIRD" >"$module/target/quick/runtime.classpath"
                done
                """.replace("THIRD", jar.toString()));
        return with(
                        "SKIDWAY_JAVA_HOME",
                        fakeJdk(folder.resolve("fake jdk"), "25.0.1").toString())
                .with("MVN", maven.toString());
    }

    Path thirdPartyJar() {
        return machine.resolve("third party.jar");
    }

    /** How often Maven was called. */
    int mavenRuns() throws IOException {
        Path runs = folder.resolve("maven-runs");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return runIn(folder, folder.resolve("skidway"), arguments);
    }

    Run runIn(Path place, Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(List.of(arguments));
        Path out = Files.createTempFile(machine, "out", "");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(place.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher did not end: " + Files.readString(out));
        }
        return new Run(process.exitValue(), Files.readString(out));
    }

    /** What one call of the launcher came to. */
    record Run(int exitCode, String output) {}
}
