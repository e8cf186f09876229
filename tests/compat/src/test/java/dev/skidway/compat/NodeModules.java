package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A folder with the packages that {@code examples/node-worker} locks, installed once and again when its lock changes. */
final class NodeModules {

    private static final Path EXAMPLE = Path.of("../../examples/node-worker");
    private static final Path FOLDER = Path.of("target/node");

    private NodeModules() {}

    /** That folder with a script copied into it, where Node finds the packages; skips the test where there is no Node. */
    static Path with(Path script) throws IOException, InterruptedException {
        String version = Programs.answer(List.of("node", "--version"));
        if (!version.matches("v(1[89]|[2-9]\\d)\\..*")) {
            Programs.skip("Node 18 or later is not installed: " + version);
        }
        Files.createDirectories(FOLDER);
        install();
        Files.copy(script, FOLDER.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return FOLDER;
    }

    static Path example(String file) {
        return EXAMPLE.resolve(file);
    }

    private static void install() throws IOException, InterruptedException {
        Path installed = FOLDER.resolve("installed.json");
        Path lock = example("package-lock.json");
        if (Files.exists(installed) && Files.mismatch(installed, lock) < 0) {
            return;
        }
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(example(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Programs.Run npm = Programs.run(FOLDER, List.of("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"));
        assertThat(npm.exitCode())
                .as("npm ci of %s printed %s", EXAMPLE, npm.output())
                .isZero();
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }
}
