package dev.skidway.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The patches of {@code tests/sim/planted-bugs} still fit the code, so that the simulator can be asked at any time to find them. */
final class PlantedBugsTest {

    private static final Path FOLDER = Project.ROOT.resolve("tests/sim/planted-bugs");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\|.*\\| [A-Z_]+ \\| .+ \\|$", Pattern.MULTILINE);
    private static final String NEW_FILE = "+++ b/";

    @Test
    void everyPatchFitsTheCodeAsItIs() {
        for (Path patch : patches()) {
            List<String> lines = Project.read(patch).lines().toList();
            String target = lines.get(1).substring(NEW_FILE.length());
            List<String> source =
                    Project.read(Project.ROOT.resolve(target)).lines().toList();

            for (Hunk hunk : hunks(lines)) {
                assertThat(source)
                        .as("%s must hold what %s replaces near line %s", target, Project.name(patch), hunk.line)
                        .containsSequence(hunk.before);
            }
        }
    }

    @Test
    void theTableNamesEveryPatchAndNoOther() {
        List<String> named = ROW.matcher(Project.read(FOLDER.resolve("README.md")))
                .results()
                .map(row -> row.group(1) + ".patch")
                .distinct()
                .sorted()
                .toList();

        assertThat(named)
                .hasSizeGreaterThanOrEqualTo(12)
                .containsExactlyElementsOf(patches().stream()
                        .map(patch -> patch.getFileName().toString())
                        .toList());
    }

    private record Hunk(String line, List<String> before) {}

    private static List<Hunk> hunks(List<String> lines) {
        List<Hunk> hunks = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            if (line.startsWith("@@")) {
                hunks.add(new Hunk(line, new ArrayList<>()));
            } else if (!line.startsWith("+")) {
                hunks.getLast().before.add(line.substring(1));
            }
        }
        return hunks;
    }

    private static List<Path> patches() {
        return Project.files(".patch").stream()
                .filter(file -> file.startsWith(FOLDER))
                .toList();
    }
}
