package dev.skidway.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching missing tools from a local server: consent first, checksum before unpacking, nothing half done left behind. */
final class ToolFetchTest {
    private static final String GOOD = "/jdk.tar.gz";
    private static final String CUT_SHORT = "/cut-short.tar.gz";

    @TempDir
    Path temp;

    private final AtomicInteger requests = new AtomicInteger();
    private Launcher launcher;
    private HttpServer server;
    private byte[] archive;

    @BeforeEach
    void serveAJdk() throws Exception {
        launcher = new Launcher(temp);
        Launcher.fakeJdk(temp.resolve("packed/jdk-25.0.9+1"), "25.0.9");
        Path packed = temp.resolve("jdk.tar.gz");
        new ProcessBuilder(
                        "tar",
                        "-czf",
                        packed.toString(),
                        "-C",
                        temp.resolve("packed").toString(),
                        "jdk-25.0.9+1")
                .inheritIO()
                .start()
                .waitFor();
        archive = Files.readAllBytes(packed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            boolean whole = exchange.getRequestURI().getPath().equals(GOOD);
            if (!whole && !exchange.getRequestURI().getPath().equals(CUT_SHORT)) {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive, 0, whole ? archive.length : archive.length / 2);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServing() {
        server.stop(0);
    }

    @Test
    void fetchesVerifiesAndUsesAJdkWithConsent() throws Exception {
        offer(GOOD, sha256(archive));
        launcher.with("MVN", launcher.withFakeTools().folder.resolve("fake-mvn").toString());
        launcher.with("SKIDWAY_JAVA_HOME", "");

        var first = launcher.run("start", "--fetch-tools", "--data", "d");
        var second = launcher.run("start");

        assertThat(first.exitCode()).isEqualTo(7);
        assertThat(first.output()).endsWith("[dev.skidway.app.SkidwayApp]\n[--data]\n[d]\n");
        assertThat(second.exitCode()).isEqualTo(7);
        assertThat(requests).hasValue(1);
        assertThat(launcher.cache.resolve("jdk-25.0.9/bin/java")).isExecutable();
    }

    @Test
    void refusesAWrongChecksumBeforeUnpacking() throws Exception {
        offer(GOOD, "0".repeat(64));

        var run = launcher.run("start", "--fetch-tools");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("checksum", "0".repeat(64), sha256(archive));
        assertThat(launcher.cache).isEmptyDirectory();
    }

    @Test
    void keepsNothingOfAnInterruptedDownload() throws Exception {
        offer(CUT_SHORT, sha256(archive));

        var run = launcher.run("start", "--fetch-tools");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("did not finish");
        assertThat(launcher.cache).isEmptyDirectory();
    }

    @Test
    void reportsAnAddressThatHoldsNothing() throws Exception {
        offer("/gone", sha256(archive));

        var run = launcher.run("start", "--fetch-tools");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("/gone did not finish");
    }

    @Test
    void fetchesNothingWithoutConsentAndSaysHowToInstall() throws Exception {
        offer(GOOD, sha256(archive));

        var run = launcher.run("start");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output())
                .contains("A JDK 25 is missing", "apt-get install openjdk-25", "dnf install", "brew install", "winget")
                .contains("./skidway --fetch-tools");
        assertThat(requests).hasValue(0);
        assertThat(launcher.cache).doesNotExist();
    }

    @Test
    void saysWhenNoDownloadIsKnownForThePlatform() throws Exception {
        launcher.with(
                "SKIDWAY_TOOLCHAINS",
                launcher.write("tools.properties", "jdk.version=25.0.9\n").toString());

        var run = launcher.run("start", "--fetch-tools");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("no download is known for this platform", "apt-get install");
    }

    @Test
    void knowsADownloadWithAChecksumForEveryPlatform() {
        String known = Project.read(Project.ROOT.resolve("launcher/toolchains.properties"));

        for (String tool :
                new String[] {"jdk.linux-x64", "jdk.linux-aarch64", "jdk.mac-x64", "jdk.mac-aarch64", "maven.any"}) {
            assertThat(known).containsPattern("(?m)^" + tool + "\\.url=https://\\S+\\.tar\\.gz$");
            assertThat(known).containsPattern("(?m)^" + tool + "\\.sha256=[0-9a-f]{64}$");
        }
    }

    private void offer(String path, String checksum) throws Exception {
        StringBuilder lines = new StringBuilder("jdk.version=25.0.9\n");
        for (String platform : new String[] {"linux-x64", "linux-aarch64", "mac-x64", "mac-aarch64"}) {
            lines.append("jdk.%s.url=http://%s:%d%s\njdk.%s.sha256=%s\n"
                    .formatted(
                            platform,
                            server.getAddress().getAddress().getHostAddress(),
                            server.getAddress().getPort(),
                            path,
                            platform,
                            checksum));
        }
        launcher.with(
                "SKIDWAY_TOOLCHAINS",
                launcher.write("tools.properties", lines.toString()).toString());
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
