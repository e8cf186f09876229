package dev.skidway.laws;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of modules in {@code docs/design.md} is the law; the Maven graph and the compiled code obey it. */
final class ModuleLawsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+/[a-z-]+)` \\|[^|]*\\|([^|]*)\\|");
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");
    private static final Pattern OWN_ARTIFACT = Pattern.compile("<artifactId>skidway-([a-z-]+)</artifactId>");

    private static final Pattern LIBRARY_VERSION = Pattern.compile("<[a-z0-9-]+\\.version>([^<]+)</");

    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("core/base", "dev.skidway.base"),
            Map.entry("core/journal", "dev.skidway.journal"),
            Map.entry("core/engine", "dev.skidway.engine"),
            Map.entry("core/queues", "dev.skidway.queues"),
            Map.entry("server/node", "dev.skidway.node"),
            Map.entry("server/gateway-sqs", "dev.skidway.gateway.sqs"),
            Map.entry("server/gateway-grpc", "dev.skidway.gateway.grpc"),
            Map.entry("server/app", "dev.skidway.app"),
            Map.entry("tools/load", "dev.skidway.load"),
            Map.entry("tools/cli", "dev.skidway.cli"),
            Map.entry("core/timetable", "dev.skidway.timetable"));

    private final Map<String, Set<String>> mayUse = table();

    @Test
    void everyModuleHasItsRow() {
        assertThat(mayUse.keySet()).containsExactlyInAnyOrderElementsOf(Project.modules());
    }

    @Test
    void mavenGraphObeysTheTable() {
        for (String module : Project.modules()) {
            assertThat(mayUse.get(module))
                    .as("what %s may use beside tests", module)
                    .containsAll(dependenciesOf(module));
        }
    }

    @Test
    void compiledCodeObeysTheTable() {
        List<String> broken = new ArrayList<>();
        for (JavaClass type : Code.PRODUCT) {
            String module = moduleOf(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String used = moduleOf(dependency.getTargetClass().getBaseComponentType());
                if (!used.isEmpty()
                        && !used.equals(module)
                        && !mayUse.getOrDefault(module, Set.of()).contains(shortName(used))) {
                    broken.add(module + " must not use " + used + ": " + dependency.getDescription());
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(Code.PRODUCT.stream().map(ModuleLawsTest::moduleOf).distinct())
                .containsExactlyInAnyOrderElementsOf(PACKAGES.keySet());
    }

    @Test
    void modulesHaveNoCycles() {
        slices().matching("dev.skidway.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a module must be understandable without those that use it")
                .check(Code.PRODUCT);
    }

    @Test
    void noProductModuleDependsOnTests() {
        for (String module : Project.modules()) {
            if (!module.startsWith("tests/")) {
                assertThat(mayUse.get(module)).as(module).doesNotContain("testkit", "sim", "laws", "compat");
            }
        }
    }

    @Test
    void everyLibraryStandsInTheDesignPageWithItsVersion() {
        String libraries = Project.read(Project.ROOT.resolve("docs/design.md")).split("## 8\\. Libraries", 2)[1];
        List<String> versions = LIBRARY_VERSION
                .matcher(Project.read(Project.ROOT.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(versions)
                .isNotEmpty()
                .allSatisfy(version -> assertThat(libraries).contains(" " + version));
    }

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>();
        ROW.matcher(Project.read(Project.ROOT.resolve("docs/design.md")))
                .results()
                .forEach(row -> {
                    Set<String> uses = new TreeSet<>();
                    for (String name : row.group(2).split(",", -1)) {
                        if (!name.isBlank()) {
                            uses.add(name.strip());
                        }
                    }
                    table.put(row.group(1), uses);
                });
        return table;
    }

    private static Set<String> dependenciesOf(String module) {
        Path pom = Project.ROOT.resolve(module).resolve("pom.xml");
        assertThat(Files.exists(pom)).isTrue();
        Set<String> uses = new TreeSet<>();
        DEPENDENCY
                .matcher(Project.read(pom))
                .results()
                .map(match -> match.group(1))
                .forEach(text -> {
                    var own = OWN_ARTIFACT.matcher(text);
                    if (own.find() && !text.contains("<scope>test</scope>")) {
                        uses.add(own.group(1));
                    }
                });
        return uses;
    }

    private static String moduleOf(JavaClass type) {
        String name = type.getPackageName();
        return PACKAGES.entrySet().stream()
                .filter(entry -> name.equals(entry.getValue()) || name.startsWith(entry.getValue() + "."))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static String shortName(String module) {
        return module.substring(module.indexOf('/') + 1);
    }
}
