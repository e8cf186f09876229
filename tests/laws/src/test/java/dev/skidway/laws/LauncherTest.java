package dev.skidway.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher from the outside: what it finds, what it builds, and what it becomes. */
final class LauncherTest {
    @TempDir
    Path temp;

    private Launcher launcher;

    @BeforeEach
    void copyTheLauncher() throws Exception {
        launcher = new Launcher(temp);
    }

    @Test
    void tellsItsVersionWithoutAnyTool() throws Exception {
        var run = launcher.run("--version");

        assertThat(run.output()).isEqualTo("skidway 1.2.3\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void refusesAnUnknownCommandWithExitCodeTwo() throws Exception {
        var run = launcher.run("begin");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("./skidway start", "found \"begin\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "test"})
    void tellsHowToUseACommandOfItsOwnInsteadOfRunningIt(String command) throws Exception {
        var run = launcher.run(command, "--help");

        assertThat(run.output()).startsWith("Skidway:").contains("./skidway " + command);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void becomesTheServerWithItsArgumentsAndItsExitCode() throws Exception {
        launcher.withFakeTools();

        var run = launcher.run("start", "--data", "a folder", "");

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.output()).endsWith("[dev.skidway.app.SkidwayApp]\n[--data]\n[a folder]\n[]\n");
    }

    @Test
    void checksAFolderWithoutBuildingTheServer() throws Exception {
        launcher.withFakeTools();

        var run = launcher.run("verify", "a folder");

        assertThat(run.output()).endsWith("[dev.skidway.cli.VerifyMain]\n[a folder]\n");
        assertThat(Files.readString(launcher.folder.resolve("maven-runs"))).contains("-pl tools/cli ");
    }

    @Test
    void putsOwnOptionsAfterTheDefaultsOfTheJvm() throws Exception {
        launcher.withFakeTools().with("SKIDWAY_JAVA_OPTS", "-Xmx4g -Dx=y");

        var run = launcher.run("start");

        assertThat(run.output()).containsSubsequence("[-Xmx512m]", "[-Xmx4g]", "[-Dx=y]", "[-cp]");
    }

    @Test
    void worksFromAnotherFolderThroughSymbolicLinks() throws Exception {
        launcher.withFakeTools();
        Path link = Files.createSymbolicLink(temp.resolve("a link"), launcher.folder.resolve("skidway"));
        Path second = Files.createSymbolicLink(temp.resolve("second"), Path.of("a link"));
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));

        assertThat(launcher.runIn(elsewhere, link, "start").exitCode()).isEqualTo(7);
        assertThat(launcher.runIn(elsewhere, second, "start").exitCode()).isEqualTo(7);
    }

    @Test
    void buildsOnFirstUseOnly() throws Exception {
        launcher.withFakeTools();

        launcher.run("start");
        launcher.run("start");

        assertThat(launcher.mavenRuns()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceChangedOrWentAway() throws Exception {
        launcher.withFakeTools();
        Path other = launcher.write("core/base/src/main/java/Other.java", "x");
        launcher.run("start");

        later(launcher.write("server/app/src/main/java/App.java", "two"));
        launcher.run("start");
        assertThat(launcher.mavenRuns()).isEqualTo(2);

        letTheBuildBeOld();
        Files.delete(other);
        launcher.run("start");
        assertThat(launcher.mavenRuns()).isEqualTo(3);
    }

    @Test
    void doesNotBuildAgainForATestOrForBuiltFiles() throws Exception {
        launcher.withFakeTools();
        Files.createDirectories(launcher.folder.resolve("server/app/src/test/java"));
        launcher.run("start");

        later(launcher.write("server/app/src/test/java/AppTest.java", "x"));
        later(launcher.write("server/app/target/classes/src/main/App.class", "x"));
        launcher.run("start");

        assertThat(launcher.mavenRuns()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenAJarIsGone() throws Exception {
        launcher.withFakeTools();
        launcher.run("start");

        Files.delete(launcher.thirdPartyJar());
        launcher.run("start");

        assertThat(launcher.mavenRuns()).isEqualTo(2);
    }

    @Test
    void runsOurJarsFromACopyThatALaterBuildDoesNotTouch() throws Exception {
        launcher.withFakeTools();

        var run = launcher.run("start");

        assertThat(run.output()).contains("/target/launcher/jars-").doesNotContain("server/app/target/");
    }

    @Test
    void startsTheServerOnceAfterABuildAndLeavesNothingOfThatRun() throws Exception {
        Path java = launcher.withFakeTools().folder.resolve("fake jdk/bin/java");
        Path runs = temp.resolve("runs");
        Launcher.script(java, """
                printf '%s\\n' "$*" >>'RUNS'
                while [ $# -gt 0 ]; do case "$1" in --data) mkdir "$2" ;; esac; shift; done
                echo ready
                """.replace("RUNS", runs.toString()));

        launcher.run("start");
        launcher.run("start");

        assertThat(Files.readAllLines(runs)).hasSize(3);
        assertThat(Files.readAllLines(runs).getFirst()).contains("SharedArchiveFile=", "--sqs-port 0 --http-port 0");
        try (var left = Files.list(launcher.folder.resolve("target/launcher"))) {
            assertThat(left.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("archive"));
        }
    }

    @Test
    void showsTheOutputOfABuildThatFails() throws Exception {
        launcher.withFakeTools()
                .with(
                        "MVN",
                        Launcher.script(temp.resolve("bad-mvn"), "echo 'App.java:3: no such word'; exit 1")
                                .toString());

        var run = launcher.run("start");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("App.java:3: no such word", "the build failed");
        assertThat(launcher.folder.resolve("target/launcher/lock")).doesNotExist();
    }

    @Test
    void takesOverTheLockOfABuildThatDied() throws Exception {
        launcher.withFakeTools();
        launcher.write("target/launcher/lock/pid", "999999999");

        assertThat(launcher.run("start").exitCode()).isEqualTo(7);
    }

    @Test
    void runsWhatWasBuiltLastWhenToldNotToBuild() throws Exception {
        launcher.withFakeTools().with("SKIDWAY_NO_BUILD", "1");
        var refused = launcher.run("start");
        launcher.with("SKIDWAY_NO_BUILD", "").run("start");
        later(launcher.write("server/app/src/main/java/App.java", "two"));

        var run = launcher.with("SKIDWAY_NO_BUILD", "1").run("start");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.output()).contains("never built");
        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(launcher.mavenRuns()).isEqualTo(1);
    }

    @Test
    void passesOverAnOldJdkAndFindsANewOne() throws Exception {
        launcher.withFakeTools().with("SKIDWAY_JAVA_HOME", "");
        launcher.with(
                "JAVA_HOME", Launcher.fakeJdk(temp.resolve("old"), "24.0.2").toString());
        Launcher.fakeJdk(temp.resolve("machine/usr/lib/jvm/java-17"), "17.0.15");
        Launcher.fakeJdk(temp.resolve("machine/usr/lib/jvm/temurin-25"), "25");

        assertThat(launcher.run("start").exitCode()).isEqualTo(7);
    }

    @Test
    void namesTheJdkItWasToldToUseWhenThatIsTooOld() throws Exception {
        launcher.with(
                "SKIDWAY_JAVA_HOME",
                Launcher.fakeJdk(temp.resolve("old"), "21.0.8").toString());

        var run = launcher.run("start");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("JDK 25 or later", "holds 21");
    }

    @Test
    void sumsUpTheTestReportsAsItsLastLine() throws Exception {
        launcher.withFakeTools();
        Path maven = Launcher.script(temp.resolve("test-mvn"), """
                mkdir -p core/base/target/surefire-reports server/app/target/surefire-reports
                printf '<?xml?>\\n<testsuite name="A" time="0.1" tests="5" errors="0" skipped="2" failures="0">\\n' \\
                    >core/base/target/surefire-reports/TEST-A.xml
                printf '<testsuite tests="4" errors="ERRORS" skipped="0" failures="0" name="B tests=">\\n' \\
                    >server/app/target/surefire-reports/TEST-B.xml
                exit STATUS
                """);
        String text = Files.readString(maven);

        Files.writeString(maven, text.replace("ERRORS", "0").replace("STATUS", "0"));
        var good = launcher.with("MVN", maven.toString()).run("test");
        Files.writeString(maven, text.replace("ERRORS", "1").replace("STATUS", "0"));
        var bad = launcher.run("test");
        Files.writeString(maven, text.replace("ERRORS", "0").replace("STATUS", "3"));
        var gate = launcher.run("test");

        assertThat(good.output()).isEqualTo("7 passed, 0 failed, 2 skipped\n");
        assertThat(good.exitCode()).isZero();
        assertThat(bad.output()).isEqualTo("6 passed, 1 failed, 2 skipped\n");
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(gate.exitCode()).isEqualTo(3);
    }

    @Test
    void failsWhenNoTestRanAtAll() throws Exception {
        launcher.withFakeTools();
        launcher.write("core/base/target/surefire-reports/TEST-Old.xml", "<testsuite tests=\"5\" >");

        var run = launcher.run("test");

        assertThat(run.output()).endsWith("0 passed, 0 failed, 0 skipped\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private static void later(Path file) throws Exception {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    }

    /** Sets everything back in time, so that a change made now is newer whatever the file system's clock resolves. */
    private void letTheBuildBeOld() throws Exception {
        FileTime past = FileTime.from(Instant.now().minusSeconds(60));
        try (var walk = Files.walk(launcher.folder)) {
            for (Path file : walk.toList()) {
                Files.setLastModifiedTime(file, past);
            }
        }
    }
}
