package dev.skidway.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gate: every catch block and error branch of journal, engine, queues and node is reached by some test of the project. */
final class ErrorBranchesTest {
    private static final Path ROOT = root();
    private static final List<String> GATED = List.of("core/journal", "core/engine", "core/queues", "server/node");

    @Test
    void testsReachEveryErrorBranch() throws IOException {
        ReachedLines lines = ReachedLines.of(recordings(), classes());

        Verdict verdict = Verdict.of(SourceFile.branchesUnder(ROOT, GATED), lines, Exceptions.REASONS);
        String summary = verdict.counts("catch blocks", true) + "\n" + verdict.counts("error branches", false);
        Files.writeString(ROOT.resolve("target/coverage/summary.txt"), summary + "\n");

        assertThat(lines.changed())
                .as("classes that were compiled again after their tests ran; run ./skidway test")
                .isEmpty();
        String advice = """
                error branches that no test reaches (%s)
                Make each one happen in a test: a failing disk of tests/testkit, a command that must be refused, damaged bytes. \
                Simplify it away where it cannot happen. Where a call in a catch block always throws, write "throw" before it.""";
        assertThat(verdict.unreached()).as(advice, summary.replace("\n", "; ")).isEmpty();
    }

    @Test
    void exceptionsAreFewAndNeeded() throws IOException {
        Verdict verdict = Verdict.of(
                SourceFile.branchesUnder(ROOT, GATED), ReachedLines.of(recordings(), classes()), Exceptions.REASONS);

        assertThat(verdict.excepted()).hasSizeLessThanOrEqualTo(Exceptions.COUNT_MAX);
        assertThat(verdict.idle())
                .as("exceptions whose branch is reached, or is no more: take them off the list")
                .isEmpty();
        assertThat(Exceptions.REASONS.values())
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    private static List<Path> classes() {
        return GATED.stream()
                .map(module -> ROOT.resolve(module).resolve("target/classes"))
                .toList();
    }

    /** What the tests of every module that was built left; modules without a recording are named, for the gate would lie. */
    private static List<Path> recordings() throws IOException {
        Path folder = ROOT.resolve("target/coverage");
        List<String> missing = new ArrayList<>();
        for (String module : GATED) {
            if (!Files.exists(folder.resolve("skidway-" + module.replaceFirst(".*/", "") + ".exec"))) {
                missing.add(module);
            }
        }
        assertThat(missing)
                .as(
                        "modules whose tests left no recording in target/coverage; this gate judges a whole run of ./skidway test")
                .isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".exec"))
                    .sorted()
                    .toList();
        }
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("skidway")) && Files.exists(folder.resolve("core"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the gate must run inside the project's folder");
    }
}
