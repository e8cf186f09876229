package dev.skidway.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's own folder, as the laws read it. */
final class Project {
    static final Path ROOT = root();

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private Project() {}

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("skidway")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the laws must run inside the project's folder");
    }

    /** Folders of the modules, such as {@code core/base}, as the root pom lists them. */
    static List<String> modules() {
        return MODULE.matcher(read(ROOT.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Every file of the project that people wrote: nothing built, nothing hidden but the CI script. */
    static List<Path> files() {
        try (Stream<Path> walk = Files.walk(ROOT)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> isOurs(ROOT.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path relative) {
        if (relative.startsWith("data")) {
            return false;
        }
        for (Path part : relative) {
            String name = part.toString();
            if (name.equals("target") || (name.startsWith(".") && !name.equals(".ci") && !name.equals(".mvn"))) {
                return false;
            }
        }
        return true;
    }

    static List<Path> files(String ending) {
        return files().stream().filter(file -> file.toString().endsWith(ending)).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a failed law names a file. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
