package dev.skidway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.engine.ClockLimits;
import dev.skidway.engine.EngineLimits;
import dev.skidway.gateway.sqs.SqsGatewayConfig;
import dev.skidway.journal.JournalConfig;
import dev.skidway.node.NodeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigValuesTest {

    @TempDir
    Path folder;

    @Test
    void everyKeyHasADefaultThatItsOwnBoundsAccept() {
        ServerConfig config = new ConfigValues().config();

        assertThat(config.server().sqsPort()).isEqualTo(9324);
        assertThat(config.server().httpPort()).isEqualTo(8080);
        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.server().allowedHosts()).isEmpty();
    }

    @Test
    void laterLayersOverrideEarlierOnes() throws IOException {
        Path file = file("[server]\nsqs-port = 1_001\nhttp-port = 1002\nallowed-hosts = [\"a.test\", \"b.test\"]\n");

        ServerConfig config = new ConfigValues()
                .file(file)
                .environment(Map.of("SKIDWAY_SERVER_HTTP_PORT", "2002", "PATH", "/bin", "SKIDWAY_JAVA_OPTS", "-ea"))
                .set("server.data", "elsewhere", "--data")
                .config();

        assertThat(config.server().sqsPort()).isEqualTo(1001);
        assertThat(config.server().httpPort()).isEqualTo(2002);
        assertThat(config.server().data()).isEqualTo("elsewhere");
        assertThat(config.server().allowedHosts()).containsExactly("a.test", "b.test");
    }

    @Test
    void unknownKeyIsRefusedWithTheNearestOne() throws IOException {
        Path file = file("[server]\nsqs-prot = 9324\n");

        assertThatThrownBy(() -> new ConfigValues().file(file))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("server.sqs-prot")
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Did you mean 'server.sqs-port'?");
    }

    @Test
    void unknownKeyThatResemblesNothingPointsToTheReference() {
        assertThatThrownBy(() -> new ConfigValues().set("zzzzzzzzzzzzzzz", "1", "--set"))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("docs/reference/config.md");
    }

    @Test
    void mistypedEnvironmentVariableOfASectionIsRefused() {
        assertThatThrownBy(() -> new ConfigValues().environment(Map.of("SKIDWAY_SERVER_SQSPORT", "1")))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("SKIDWAY_SERVER_SQS_PORT");
    }

    @Test
    void keyOutsideAnySectionIsRefused() throws IOException {
        Path file = file("sqs-port = 9324\n");

        assertThatThrownBy(() -> new ConfigValues().file(file))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("outside any section");
    }

    @Test
    void brokenFileIsRefusedWithItsName() throws IOException {
        Path file = file("[server\n");

        assertThatThrownBy(() -> new ConfigValues().file(file))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void missingFileIsRefusedWithItsName() {
        assertThatThrownBy(() -> new ConfigValues().file(folder.resolve("absent.toml")))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("absent.toml");
    }

    @ParameterizedTest
    @CsvSource({
        "server.sqs-port, 65536, 0 – 65_535",
        "server.sqs-port, -1, 0 – 65_535",
        "server.sqs-port, many, whole number",
        "server.partitions, 0, partitions",
        "log.format, xml, auto | human | json",
        "journal.ring-bytes, 3000000000, 8_192"
    })
    void valueOutsideItsBoundsIsRefusedWithOriginExpectedAndFound(String key, String value, String expected) {
        ConfigValues values = new ConfigValues().set(key, value, "--set");

        assertThatThrownBy(values::config)
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining(key)
                .hasMessageContaining("--set")
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.1.5", "::", "example.org", "127.0.0.1.example.org", "127.0.0.256", ""})
    void hostThatIsNotLoopbackIsRefused(String host) {
        ConfigValues values = new ConfigValues().set("server.host", host, "--host");

        assertThatThrownBy(values::config).isInstanceOf(ConfigRefused.class).hasMessageContaining("loopback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.0.200", "::1", "localhost"})
    void loopbackHostIsAccepted(String host) {
        ServerConfig config = ServerConfig.of(Map.of("server.host", host));

        assertThat(config.server().host()).isEqualTo(host);
    }

    @Test
    void samePortTwiceIsRefusedUnlessItMeansAnyFreeOne() {
        ConfigValues values = new ConfigValues();

        assertThatThrownBy(() ->
                        values.set("server.http-port", "9324", "--http-port").config())
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("two ports");
        assertThat(values.set("server.http-port", "0", "--http-port")
                        .set("server.sqs-port", "0", "--sqs-port")
                        .config()
                        .server()
                        .sqsPort())
                .isZero();
    }

    @Test
    void relationsBetweenBoundsAreCheckedByTheComponentTheyBelongTo() {
        ConfigValues values = new ConfigValues().set("journal.ring-bytes", "8192", "--set");

        assertThatThrownBy(values::config)
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("[journal]")
                .hasMessageContaining("block-bytes-max");
    }

    @Test
    void defaultsOfTheFileAreThoseOfTheComponents() {
        ServerConfig config = new ConfigValues().config();

        assertThat(config.journal().toJournal()).isEqualTo(JournalConfig.defaults());
        assertThat(config.engine().toEngine()).isEqualTo(EngineLimits.DEFAULT);
        assertThat(config.clock().toEngine()).isEqualTo(ClockLimits.DEFAULT);
        assertThat(config.node().toNode()).isEqualTo(NodeLimits.DEFAULT);
        assertThat(config.sqs().toGateway(config.server())).isEqualTo(SqsGatewayConfig.loopback(9324));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("skidway.toml"), text);
    }
}
