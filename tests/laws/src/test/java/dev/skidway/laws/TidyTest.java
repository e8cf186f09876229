package dev.skidway.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** House style that a formatter cannot hold: small files, no leftovers, links that lead somewhere. */
final class TidyTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Set<String> BINARY = Set.of(".gz", ".jar", ".png", ".bin", ".blk", ".golden");

    @ParameterizedTest
    @FieldSource("dev.skidway.laws.TidyRule#ALL")
    void filesDoNot(TidyRule rule) {
        List<String> findings = textFiles().stream()
                .flatMap(file -> rule.findings(file).stream())
                .toList();

        assertThat(findings).as("files must not " + rule.name()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("dev.skidway.laws.TidyRule#ALL")
    void everyRuleSeesItsExample(TidyRule rule) {
        assertThat(rule.seesItsExample()).as(rule.name()).isTrue();
    }

    @Test
    void everyModuleHasAReadmeOfOneScreen() {
        for (String module : Project.modules()) {
            Path readme = Project.ROOT.resolve(module).resolve("README.md");

            assertThat(readme).as("%s/README.md", module).exists();
            assertThat(Project.read(readme).lines().count())
                    .as("%s/README.md", module)
                    .isBetween(5L, 80L);
        }
    }

    @Test
    void linksInTheDocsLeadToFiles() {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path page : Project.files(".md")) {
            for (var match : LINK.matcher(Project.read(page)).results().toList()) {
                String target = match.group(1).replaceFirst("#.*", "");
                if (target.isEmpty() || target.contains("://") || target.startsWith("mailto:")) {
                    continue;
                }
                links++;
                Path file = page.resolveSibling(target).normalize();
                if (!file.startsWith(Project.ROOT) || !Files.exists(file)) {
                    dead.add(Project.name(page) + " -> " + target);
                }
            }
        }

        assertThat(dead).isEmpty();
        assertThat(links).isPositive();
    }

    @Test
    void everyPackageOfTheProductIsNullMarked() {
        for (Path file : Project.files(".java")) {
            if (Project.name(file).contains("/src/main/java/")) {
                Path info = file.resolveSibling("package-info.java");

                assertThat(info).as(Project.name(file)).exists();
                assertThat(Project.read(info)).as(Project.name(info)).contains("@NullMarked");
            }
        }
    }

    private static List<Path> textFiles() {
        return Project.files().stream()
                .filter(file -> BINARY.stream().noneMatch(file.toString()::endsWith))
                .toList();
    }
}
